package io.jm.certs;

/** Whether a certificate is of use. If several things are wrong with one, the first of these is its state. */
public enum CertificateState {
    MISSING("missing"),
    UNREADABLE("unreadable"),
    ENDED("ended"),
    NOT_YET_VALID("not yet valid"),
    /** There is no key, or another one. */
    NO_KEY("no key"),
    /** No CA certificate of the machine or the store has signed it. */
    WRONG_AUTHORITY("wrong authority"),
    /** It does not name the address of the machine, or one of the names that the user gave. */
    WRONG_ADDRESS("wrong address"),
    /** It ends within 30 days, or within the time that the caller chose. */
    ENDS_SOON("ends soon"),
    /** The engine uses it, and the machine directory has another one. */
    NOT_RECORDED("not recorded"),
    OK("ok");

    private final String text;

    CertificateState(String text) {
        this.text = text;
    }

    /** Returns the text for users and scripts. */
    public String text() {
        return text;
    }
}
