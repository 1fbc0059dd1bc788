/** The load of a Black Friday on a running lab, started, watched and stopped over HTTP. */
@NullMarked
package dev.tailback.lab.blackfriday;

import org.jspecify.annotations.NullMarked;
