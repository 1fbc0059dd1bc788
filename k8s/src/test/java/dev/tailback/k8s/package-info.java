/** Holds the kustomize files to what Kubernetes knows, and to what the shop needs. */
@NullMarked
package dev.tailback.k8s;

import org.jspecify.annotations.NullMarked;
