package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.driver.DriverContext;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.ssh.RsaKeyPair;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the credentials in use are of the account in which the machine was made. What another account does not know is
 * not gone, and what has the same name there is not the machine's.
 */
final class Account {
    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private boolean shown;

    Account(DriverContext context, Ec2Access access, Ec2Config config) {
        this.context = context;
        this.access = access;
        this.config = config;
    }

    /** Notes that the account knows something that is the machine's. */
    void show() {
        shown = true;
    }

    /**
     * Whether it is the machine's account: its credentials are those on record, or it has the machine's key pair or one of
     * its security groups, whose ids are unique.
     */
    boolean isShown() {
        shown = shown || access.usesRecorded() || hasKeyPair() || hasGroup();
        return shown;
    }

    /**
     * Returns the error for something that this account does not know.
     *
     * @param what the id or the token
     */
    JmException unknown(String what) {
        return new JmException(
                "AWS does not know " + what + " with these credentials, and nothing shows that they are of"
                        + " the account in which the machine was made. Give the credentials of that account, for example with"
                        + " AWS_PROFILE, or forget the machine with rm -f");
    }

    /** Whether a key pair of the machine's name has the machine's key. One of the user may be in many accounts. */
    private boolean hasKeyPair() {
        String name = config.text(Ec2Config.KEY_NAME);
        if (config.flag(Ec2Config.EXISTING_KEY) || name.isEmpty()) {
            return false;
        }
        String own = ownKey();
        return !own.isEmpty()
                && own.equals(keyOf(Ec2Api.ifAllowed(() -> access.api().publicKey(name))));
    }

    private String ownKey() {
        try {
            return keyOf(BoundedReader.text(context.machineDirectory().resolve(RsaKeyPair.PUBLIC), Limits.SSH_KEY));
        } catch (IOException e) {
            context.trace("no public key to compare with: " + e.getMessage());
            return "";
        }
    }

    /** Returns type and key of a line of OpenSSH, without its comment, which EC2 replaces; empty if it has none. */
    private static String keyOf(@Nullable String line) {
        String[] parts = line == null ? new String[0] : line.strip().split("\\s+");
        return parts.length < 2 ? "" : parts[0] + " " + parts[1];
    }

    private boolean hasGroup() {
        return config.list(Ec2Config.GROUP_IDS).stream().anyMatch(this::isGroup);
    }

    private boolean isGroup(String id) {
        try {
            return !access.api().securityGroup(id).isEmpty();
        } catch (ApiException e) {
            if (e.is(Kind.NOT_FOUND) || e.is(Kind.DENIED)) {
                return false;
            }
            throw e;
        }
    }
}
