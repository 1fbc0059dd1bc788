/** Our own explanation takes the same test as people do. */
@NullMarked
package dev.tailback.lab.drill.diagnosis;

import org.jspecify.annotations.NullMarked;
