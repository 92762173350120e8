package io.jm.drivers.qemu.share;

import io.jm.base.JmException;

/** How directories are shared with a machine. */
public enum ShareType {
    VIRTIOFS("virtiofs"),
    NINE_P("9p"),
    NONE("none");

    /** The value of the option that leaves the choice to jm. */
    static final String AUTO = "auto";

    /** The option that chooses the type. */
    public static final String FLAG = "qemu-share-type";

    private final String text;

    ShareType(String text) {
        this.text = text;
    }

    /** Returns the name in options, in config.json, and of the file system in Linux. */
    public String text() {
        return text;
    }

    /** Returns the type of that name; another name, as an older or a newer jm may have written, is none. */
    public static ShareType of(String text) {
        for (ShareType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        return NONE;
    }

    /**
     * Checks a value of the option.
     *
     * @throws JmException if it is neither a type nor {@code auto}
     */
    static void check(String wanted) {
        if (!wanted.equals(AUTO) && of(wanted) == NONE && !wanted.equals(NONE.text)) {
            throw new JmException("--" + FLAG + " must be auto, virtiofs, 9p or none, not \"" + wanted + "\"");
        }
    }
}
