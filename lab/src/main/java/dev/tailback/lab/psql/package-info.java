/** SQL on the shop's database, by hand. */
@NullMarked
package dev.tailback.lab.psql;

import org.jspecify.annotations.NullMarked;
