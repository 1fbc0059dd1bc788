/** Faults of what lies in Kafka. */
@NullMarked
package dev.tailback.lab.faults.records;

import org.jspecify.annotations.NullMarked;
