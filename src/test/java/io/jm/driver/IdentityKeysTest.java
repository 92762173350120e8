package io.jm.driver;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MachineName",
                "StorePath",
                "InstanceId",
                "DropletID",
                "MachineId",
                "Id",
                "VmUUID",
                "SSHKeyID",
                "VpcId",
                "SecurityGroupIds",
                "TenantId",
                "SubscriptionID",
                "machine_name"
            })
    void whatSaysWhichInstanceItIsStays(String key) {
        assertTrue(IdentityKeys.isIdentity(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessToken",
                "Password",
                "IPAddress",
                "SSHPort",
                "ApplicationCredentialId",
                "ClientID",
                "UserId",
                "AccessKeyId",
                "SSHUser",
                "Region"
            })
    void credentialsAndAddressesMayChange(String key) {
        assertFalse(IdentityKeys.isIdentity(key));
    }
}
