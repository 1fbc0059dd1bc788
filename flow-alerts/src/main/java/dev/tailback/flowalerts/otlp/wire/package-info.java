/** How OTLP writes its messages, in protobuf and in JSON, and how a request is refused. */
@NullMarked
package dev.tailback.flowalerts.otlp.wire;

import org.jspecify.annotations.NullMarked;
