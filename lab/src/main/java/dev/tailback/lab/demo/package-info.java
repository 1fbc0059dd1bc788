/** A presenter's walk through a shop: scene by scene, with something to say, to do, to see and to look at. */
@NullMarked
package dev.tailback.lab.demo;

import org.jspecify.annotations.NullMarked;
