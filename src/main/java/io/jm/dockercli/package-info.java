/** The files of docker's own command line client: its contexts, and its config.json. */
@NullMarked
package io.jm.dockercli;

import org.jspecify.annotations.NullMarked;
