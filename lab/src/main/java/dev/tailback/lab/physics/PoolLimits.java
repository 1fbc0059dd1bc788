package dev.tailback.lab.physics;

/** @param timeout how long a connection is waited for, in seconds */
public record PoolLimits(int maximum, double timeout) {}
