package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scopes that a token needs, by the provider's description of the requests that the driver makes. */
class PermissionsTest {
    @TempDir
    Path root;

    @Test
    void theDocumentationNamesThePermissionsThatAreNeeded() throws IOException {
        Description description = new Description();
        Set<String> needed = new TreeSet<>();
        AllRequests.in(root).forEach(request -> needed.addAll(description.scopes(request)));
        Set<String> documented = new TreeSet<>();
        Matcher scope = Pattern.compile("`([a-z_]+:(?:create|read|update|delete))`")
                .matcher(Files.readString(Path.of("docs/drivers/digitalocean.md")));
        while (scope.find()) {
            documented.add(scope.group(1));
        }
        assertTrue(documented.remove("tag:create"), "for tags, as the provider's page on scopes says");
        assertEquals(needed, documented);
    }
}
