/** Shows health, traces, metrics and log lines as JSON. */
@NullMarked
package dev.tailback.flowalerts.api;

import org.jspecify.annotations.NullMarked;
