/** The commands for people who write rules. They need no running flow-alerts, no Kafka and no database. */
@NullMarked
package dev.tailback.flowalerts.rules.tools;

import org.jspecify.annotations.NullMarked;
