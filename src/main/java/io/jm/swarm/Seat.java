package io.jm.swarm;

import io.jm.engine.SwarmClient;

/**
 * A machine that is a manager.
 *
 * @param machine the machine's name
 * @param engine its engine
 */
record Seat(String machine, SwarmClient engine) {}
