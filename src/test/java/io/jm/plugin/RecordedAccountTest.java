package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.CreateFlag;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedAccountTest {
    private static final CreateFlag TOKEN = new CreateFlag.Text("hetzner-api-token", "", "", "");
    private static final CreateFlag SIZE = new CreateFlag.Text("hetzner-server-type", "", "", "");

    private static ObjectNode data(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("Type", "cx22").put(key, value);
    }

    @Test
    void aTokenOnRecordShowsTheAccount() {
        assertTrue(RecordedAccount.isShown(List.of(SIZE, TOKEN), data("AccessToken", "t")));
    }

    @Test
    void aTokenOfTheEnvironmentDoesNot() {
        assertFalse(RecordedAccount.isShown(List.of(SIZE, TOKEN), data("AccessToken", "")));
        assertFalse(RecordedAccount.isShown(List.of(SIZE, TOKEN), data("TokenFile", "/home/me/token")));
    }

    @Test
    void aHypervisorHasNoAccounts() {
        assertTrue(RecordedAccount.isShown(List.of(SIZE), data("VBoxManager", "")));
    }
}
