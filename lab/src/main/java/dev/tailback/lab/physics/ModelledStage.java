package dev.tailback.lab.physics;

/**
 * Which stage is too slow. Each reads of every order more than once, and one record is work: inventory sets stock aside
 * when the order was placed; checkout places it, and pays when the stock is there.
 */
public enum ModelledStage {
    CHECKOUT,
    INVENTORY
}
