package io.jm.driver;

/** The headings under which help lists the options of a driver that has many, in their order. */
public enum FlagGroup {
    /** Together with the options of the command itself. */
    NONE(""),
    ACCESS("Access to the provider"),
    IMAGE("Image and size"),
    DISK("Disk"),
    NETWORK("Network and ports"),
    SHARES("Shared directories"),
    LOGIN("SSH"),
    SPOT("Spot instances"),
    OTHER("Other options of the driver");

    private final String title;

    FlagGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
