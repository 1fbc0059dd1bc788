/** What a deployment may get wrong: the settings with which processes start. */
@NullMarked
package dev.tailback.lab.faults.deployment;

import org.jspecify.annotations.NullMarked;
