/** Clusters: the machines of a group whose engines form one of docker's swarms. */
@NullMarked
package io.jm.swarm;

import org.jspecify.annotations.NullMarked;
