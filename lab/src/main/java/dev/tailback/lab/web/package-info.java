/** JSON over HTTP, as every part of the lab speaks it. */
@NullMarked
package dev.tailback.lab.web;

import org.jspecify.annotations.NullMarked;
