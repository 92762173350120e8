/** One class for each family of distributions. */
@NullMarked
package io.jm.provision.distro;

import org.jspecify.annotations.NullMarked;
