package io.jm.swarm;

import io.jm.engine.SwarmInfo;
import java.util.List;

/**
 * How many managers a swarm has, and how many of them answer. More than half must, or nothing can be changed any more.
 *
 * @param managers all managers
 * @param reachable those that answer
 */
public record Quorum(int managers, int reachable) {
    /** Returns how many managers a swarm has and how many of them answered, as far as these know. */
    static Quorum knownTo(List<Answer> answers) {
        int managers = 0;
        int reachable = 0;
        for (Answer answer : answers) {
            SwarmInfo info = answer.info();
            if (info != null && info.manager()) {
                reachable++;
                managers = Math.max(managers, info.managers().size());
            }
        }
        return new Quorum(Math.max(managers, reachable), reachable);
    }

    /** Returns how many managers must answer. */
    int needed() {
        return managers / 2 + 1;
    }

    /** Whether enough of them answer. */
    public boolean holds() {
        return managers > 0 && reachable >= needed();
    }

    /**
     * Returns what is left without one manager.
     *
     * @param answers whether that one answers
     */
    Quorum without(boolean answers) {
        return new Quorum(managers - 1, answers ? reachable - 1 : reachable);
    }

    /** Returns a warning if one manager less would be as good; empty if not. */
    String warning() {
        return managers > 1 && managers % 2 == 0
                ? "WARNING: With " + managers + " managers no more of them may fail than with " + (managers - 1) + "."
                : "";
    }

    /** Returns the numbers, such as {@code 1 of 2 managers would answer, and 2 must}. */
    String shortage() {
        return reachable + " of " + managers + " managers would answer, and " + needed() + " must";
    }
}
