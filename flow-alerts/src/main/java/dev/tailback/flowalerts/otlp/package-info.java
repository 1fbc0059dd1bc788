/** Takes OTLP in, whatever it carries, and hands on what was made of it. */
@NullMarked
package dev.tailback.flowalerts.otlp;

import org.jspecify.annotations.NullMarked;
