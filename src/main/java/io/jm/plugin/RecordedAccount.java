package io.jm.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.CreateFlag;
import io.jm.driver.SecretNames;
import java.util.List;

/**
 * Whether a plugin uses the account in which it made a machine. One that has options for secrets and none on record takes
 * them from its environment, where they may be of another account by now, which does not know the instance.
 */
final class RecordedAccount {
    private RecordedAccount() {}

    /**
     * Returns whether it is certain.
     *
     * @param flags the plugin's options; without one for a secret it uses no account, as hypervisors on this computer
     * @param config the plugin's data
     */
    static boolean isShown(List<CreateFlag> flags, ObjectNode config) {
        return flags.stream().noneMatch(flag -> SecretNames.isSecret(flag.name()))
                || config.properties().stream()
                        .anyMatch(field -> SecretNames.isSecret(field.getKey())
                                && !field.getValue().asText().isEmpty());
    }
}
