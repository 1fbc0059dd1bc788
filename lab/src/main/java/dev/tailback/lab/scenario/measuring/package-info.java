/** What is seen while a scenario runs, and what an expectation may say of it. */
@NullMarked
package dev.tailback.lab.scenario.measuring;

import org.jspecify.annotations.NullMarked;
