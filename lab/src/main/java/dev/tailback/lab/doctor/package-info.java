/** Looks a running lab over: what is near its limit, by how much, and what to do about it. */
@NullMarked
package dev.tailback.lab.doctor;

import org.jspecify.annotations.NullMarked;
