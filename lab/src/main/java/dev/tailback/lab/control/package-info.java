/** The control room: the running lab over HTTP, from both ends. */
@NullMarked
package dev.tailback.lab.control;

import org.jspecify.annotations.NullMarked;
