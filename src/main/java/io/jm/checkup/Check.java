package io.jm.checkup;

/** Looks at one thing and changes nothing. */
interface Check {
    /** The name of the check, for a failure of the check itself. */
    String id();

    void run(Findings findings);
}
