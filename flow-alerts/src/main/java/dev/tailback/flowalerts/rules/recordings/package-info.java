/** What was recorded, to be played to rules: files of OTLP, the evidence of a run, the spans that flow-alerts keeps. */
@NullMarked
package dev.tailback.flowalerts.rules.recordings;

import org.jspecify.annotations.NullMarked;
