/** What a stage has in its tables, for the audit. */
@NullMarked
package dev.tailback.stage.ledger;

import org.jspecify.annotations.NullMarked;
