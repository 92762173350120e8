/** Disk images that machines start from: found, downloaded, verified and kept in the store's cache. */
@NullMarked
package io.jm.images;

import org.jspecify.annotations.NullMarked;
