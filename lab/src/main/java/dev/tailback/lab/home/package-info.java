/** One lab as it lies on the disk: its parts, its ports, its folders, its lock. */
@NullMarked
package dev.tailback.lab.home;

import org.jspecify.annotations.NullMarked;
