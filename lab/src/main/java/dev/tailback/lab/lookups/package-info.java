/** A load of reads, for the catalog's database. */
@NullMarked
package dev.tailback.lab.lookups;

import org.jspecify.annotations.NullMarked;
