/** A demo that runs by itself, started, watched and stopped over HTTP. */
@NullMarked
package dev.tailback.lab.demo;

import org.jspecify.annotations.NullMarked;
