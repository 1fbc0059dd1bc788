/** Manners of every HTTP port of a stage: who gets in, how long a body may be, how a refusal reads. */
@NullMarked
package dev.tailback.stage.http;

import org.jspecify.annotations.NullMarked;
