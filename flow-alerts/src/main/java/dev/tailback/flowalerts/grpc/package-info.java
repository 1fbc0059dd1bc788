/** OTLP over gRPC. */
@NullMarked
package dev.tailback.flowalerts.grpc;

import org.jspecify.annotations.NullMarked;
