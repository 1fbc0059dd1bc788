package dev.tailback.lab.physics;

/** How the shop stands from a time on. */
record Conditions(double from, Costs costs, Demand demand, int poolMaximum, double poolTimeout) {}
