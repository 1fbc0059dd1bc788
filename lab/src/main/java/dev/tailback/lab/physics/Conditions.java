package dev.tailback.lab.physics;

/**
 * How the shop stands from a time on.
 *
 * @param building what PostgreSQL works until it is so, in seconds of one core: an index is not back at once
 */
public record Conditions(
        double from,
        double building,
        Costs costs,
        Demand demand,
        Reading reading,
        PoolLimits catalogPool,
        PoolLimits consumerPool) {}
