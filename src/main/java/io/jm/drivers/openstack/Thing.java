package io.jm.drivers.openstack;

/** What is made for a machine by a request of its own. */
enum Thing {
    KEY_PAIR("key pair"),
    SERVER("server"),
    VOLUME("volume"),
    ADDRESS("floating address");

    private final String text;

    Thing(String text) {
        this.text = text;
    }

    /** Returns the name that users and config.json see. */
    @Override
    public String toString() {
        return text;
    }
}
