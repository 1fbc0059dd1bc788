/** The shop in a cluster: finding it, reaching it, and what only the cluster can do to it. */
@NullMarked
package dev.tailback.lab.elsewhere.kubernetes;

import org.jspecify.annotations.NullMarked;
