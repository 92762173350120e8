package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoneInstanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server not found",
                "machine does not exist",
                "DELETE https://api.example/v2/droplets/7: 404 The resource you were requesting could not be found.",
                "InvalidInstanceID.NotFound: The instance ID 'i-7' does not exist\n\tstatus code: 400",
                "googleapi: Error 404: The resource 'projects/p/zones/z/instances/box' was not found, notFound",
                "hcloud: server with ID '7' not found (not_found)",
                "Resource Not Found: [DELETE https://nova.example/servers/7] {\"itemNotFound\": {}}"
            })
    void matchesTheErrorOfAProviderThatNoLongerHasIt(String error) {
        assertTrue(GoneInstance.matches(error));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Driver \"cloud\" not found. Do you have the plugin binary accessible in your PATH?",
                "VBoxManage not found. Make sure VirtualBox is installed and VBoxManage is in the path",
                "exec: \"virsh\": executable file not found in $PATH",
                "sh: 1: virsh: command not found",
                "dial tcp: lookup api.example: Host not found",
                "open /home/me/token: file not found",
                "the key of the machine does not exist",
                "Unable to authenticate you"
            })
    void doesNotMatchWhenSomethingElseIsMissing(String error) {
        assertFalse(GoneInstance.matches(error));
    }
}
