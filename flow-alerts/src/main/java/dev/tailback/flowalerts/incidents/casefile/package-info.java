/** What is known of an incident, each part of it bounded, so that it can be kept, sent and looked at elsewhere. */
@NullMarked
package dev.tailback.flowalerts.incidents.casefile;

import org.jspecify.annotations.NullMarked;
