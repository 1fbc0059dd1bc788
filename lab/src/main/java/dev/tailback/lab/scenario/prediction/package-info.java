/** Predictions of a scenario by the model of {@link dev.tailback.lab.physics}, and how right they were. */
@NullMarked
package dev.tailback.lab.scenario.prediction;

import org.jspecify.annotations.NullMarked;
