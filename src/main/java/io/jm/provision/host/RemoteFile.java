package io.jm.provision.host;

/**
 * A file to write on the host.
 *
 * @param path the absolute path on the host
 * @param content the whole content
 * @param mode the permissions in octal digits, such as {@code 0644}
 * @param secret whether the content must never be printed or logged
 */
public record RemoteFile(String path, String content, String mode, boolean secret) {
    /** Returns a file that all users may read. */
    public static RemoteFile open(String path, String content) {
        return new RemoteFile(path, content, "0644", false);
    }

    /** Returns a file that only its owner may read, for a private key. */
    public static RemoteFile secret(String path, String content) {
        return new RemoteFile(path, content, "0600", true);
    }

    public String directory() {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Returns a description without the content. */
    @Override
    public String toString() {
        return path + " (" + mode + ", " + content.length() + " bytes)";
    }
}
