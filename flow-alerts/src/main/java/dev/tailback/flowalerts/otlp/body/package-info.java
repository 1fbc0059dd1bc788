/** The bodies of requests: read as they come, into room that was taken for them before. */
@NullMarked
package dev.tailback.flowalerts.otlp.body;

import org.jspecify.annotations.NullMarked;
