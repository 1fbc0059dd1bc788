/** What a scenario will do, said beforehand by the model of {@link dev.tailback.lab.physics}, and how right it was. */
@NullMarked
package dev.tailback.lab.scenario.prediction;

import org.jspecify.annotations.NullMarked;
