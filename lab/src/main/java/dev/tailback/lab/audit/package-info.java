/** The proof that nothing is lost and nothing doubled: docs/audit.md. */
@NullMarked
package dev.tailback.lab.audit;

import org.jspecify.annotations.NullMarked;
