/** The database scenario of one request: a shop whose queries are slow and whose pools are nearly empty. */
@NullMarked
package dev.tailback.lab.faults.scenario;

import org.jspecify.annotations.NullMarked;
