package io.jm.provision.host;

/**
 * A file as it must be on the host.
 *
 * @param path its absolute path there
 * @param content its text
 * @param mode its permissions in octal digits, such as {@code 0644}
 * @param secret whether its content may never be shown
 */
public record RemoteFile(String path, String content, String mode, boolean secret) {
    /** A file that everybody may read. */
    public static RemoteFile open(String path, String content) {
        return new RemoteFile(path, content, "0644", false);
    }

    /** A private key. */
    public static RemoteFile secret(String path, String content) {
        return new RemoteFile(path, content, "0600", true);
    }

    public String directory() {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Never tells a secret, not even in a debugger's view. */
    @Override
    public String toString() {
        return path + " (" + mode + ", " + content.length() + " bytes)";
    }
}
