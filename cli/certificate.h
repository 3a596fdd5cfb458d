/*
 * certificate: names and texts that writing and checking share.
 */
#ifndef NICC_CLI_CERTIFICATE_H
#define NICC_CLI_CERTIFICATE_H

#define CERTIFICATE_SCHEMA "nicc.certificate/1"
#define CERTIFICATE_MANIFEST "manifest.json"
#define CERTIFICATE_SUM "manifest.sha256" /* of the manifest, in the format of sha256sum */

#endif
