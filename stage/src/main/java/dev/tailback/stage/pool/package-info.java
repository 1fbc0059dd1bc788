/** The connection pool of a stage: how it stands, what of it can be changed, who has borrowed what. */
@NullMarked
package dev.tailback.stage.pool;

import org.jspecify.annotations.NullMarked;
