export interface paths {
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description This document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Officers of the units that you administer
         * @description For who is administrator in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Officers of the units that you administer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                name: string;
                                displayName: string;
                                units: {
                                    unit: string;
                                    roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                                }[];
                                passkeys: number;
                                oneTimeCode: boolean;
                                sessions: number;
                                activeAt: string | null;
                            }[];
                            units: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Add an officer
         * @description For who is administrator in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        displayName: string;
                        units: {
                            unit: string;
                            roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                        }[];
                    };
                };
            };
            responses: {
                /** @description Add an officer */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            password: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change an officer’s name and roles
         * @description For who is administrator in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        displayName: string;
                        units: {
                            unit: string;
                            roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                        }[];
                    };
                };
            };
            responses: {
                /** @description Change an officer’s name and roles */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{name}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new password for an officer who lost theirs; the second factor goes, sessions end
         * @description For who is administrator in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A new password for an officer who lost theirs; the second factor goes, sessions end */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            password: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{name}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End all sessions of an officer
         * @description For who is administrator in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description End all sessions of an officer */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose node this is, and how to sign in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whose node this is, and how to sign in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            node: string;
                            identityProvider: string | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, with roles by unit
         * @description For every officer of the node, while their console is locked, too.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Who is signed in, with roles by unit */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayName: string;
                            units: {
                                unit: string;
                                roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                            }[];
                            session: {
                                id: string;
                                /** @enum {string} */
                                use: "console" | "terminal";
                                /** @enum {string} */
                                method: "password" | "password-and-code" | "passkey" | "identity-provider";
                                device: string;
                                address: string;
                                /** Format: date-time */
                                begunAt: string;
                                /** Format: date-time */
                                activeAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                locked: boolean;
                                current: boolean;
                            };
                            secondFactor: boolean;
                            mustEnrol: boolean;
                            lockSeconds: number;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /** Sign in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                        code?: string;
                        /**
                         * @default terminal
                         * @enum {string}
                         */
                        use?: "console" | "terminal";
                    };
                };
            };
            responses: {
                /** @description Sign in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token?: string;
                            /** Format: date-time */
                            expiresAt: string;
                            officer: {
                                name: string;
                                displayName: string;
                                units: {
                                    unit: string;
                                    roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                                }[];
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Sign out
         * @description For every officer of the node, while their console is locked, too.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Sign out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey (WebAuthn) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begin to sign in with a passkey (WebAuthn) */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            step: string;
                            options: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        step: string;
                        response: {
                            id: string;
                        };
                        /**
                         * @default terminal
                         * @enum {string}
                         */
                        use?: "console" | "terminal";
                    };
                };
            };
            responses: {
                /** @description Sign in with a passkey */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token?: string;
                            /** Format: date-time */
                            expiresAt: string;
                            officer: {
                                name: string;
                                displayName: string;
                                units: {
                                    unit: string;
                                    roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                                }[];
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** To the member’s identity provider (OpenID Connect) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To the member’s identity provider (OpenID Connect) */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/identity-provider/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Back from the identity provider */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Back from the identity provider */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * That a person is there: a console locks without
         * @description For every officer of the node.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description That a person is there: a console locks without */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock the console
         * @description For every officer of the node, while their console is locked, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Lock the console */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/unlock-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to unlock with a passkey
         * @description For every officer of the node, while their console is locked, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begin to unlock with a passkey */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            step: string;
                            options: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock by password or passkey
         * @description For every officer of the node, while their console is locked, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                        code?: string;
                    } | {
                        /** Format: uuid */
                        step: string;
                        response: {
                            id: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Unlock by password or passkey */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/offline-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Under which your console seals what it keeps for work without a line
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Under which your console seals what it keeps for work without a line */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: base64 */
                            key: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your sessions, wherever they run
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Your sessions, wherever they run */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sessions: {
                                id: string;
                                /** @enum {string} */
                                use: "console" | "terminal";
                                /** @enum {string} */
                                method: "password" | "password-and-code" | "passkey" | "identity-provider";
                                device: string;
                                address: string;
                                /** Format: date-time */
                                begunAt: string;
                                /** Format: date-time */
                                activeAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                locked: boolean;
                                current: boolean;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description For every officer of the node.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description End one of your sessions */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your passkeys
         * @description For every officer of the node, before they have a second factor, too.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Your passkeys */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            passkeys: {
                                id: string;
                                name: string;
                                /** Format: date-time */
                                addedAt: string;
                                usedAt: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Add a passkey
         * @description For every officer of the node, before they have a second factor, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        step: string;
                        response: {
                            id: string;
                        };
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Add a passkey */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey
         * @description For every officer of the node, before they have a second factor, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        proof: {
                            password: string;
                            code?: string;
                        } | {
                            /** Format: uuid */
                            step: string;
                            response: {
                                id: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Begin to add a passkey */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            step: string;
                            options: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description For every officer of the node.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        proof: {
                            password: string;
                            code?: string;
                        } | {
                            /** Format: uuid */
                            step: string;
                            response: {
                                id: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Remove a passkey */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/one-time-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether one-time codes are asked of you
         * @description For every officer of the node, before they have a second factor, too.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether one-time codes are asked of you */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            on: boolean;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Turn them on with a first code
         * @description For every officer of the node, before they have a second factor, too.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        proof: {
                            password: string;
                            code?: string;
                        } | {
                            /** Format: uuid */
                            step: string;
                            response: {
                                id: string;
                            };
                        };
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Turn them on with a first code */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Begin to set up one-time codes (RFC 6238)
         * @description For every officer of the node, before they have a second factor, too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begin to set up one-time codes (RFC 6238) */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            uri: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Turn them off
         * @description For every officer of the node.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        proof: {
                            password: string;
                            code?: string;
                        } | {
                            /** Format: uuid */
                            step: string;
                            response: {
                                id: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Turn them off */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Colleagues of a unit, with their roles
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query: {
                    unit: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Colleagues of a unit, with their roles */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            officers: {
                                name: string;
                                displayName: string;
                                roles: ("drafter" | "releaser" | "liaison-officer" | "evidence-custodian" | "auditor" | "administrator")[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you were told, newest first
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    unseen?: "yes" | "no";
                    since?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What you were told, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            notifications: {
                                id: string;
                                unit: string;
                                officer: string | null;
                                type: string;
                                kind: string | null;
                                subject: string;
                                /** Format: date-time */
                                toldAt: string;
                                seen: boolean;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what you have seen
         * @description For every officer of the node.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids?: string[];
                    };
                };
            };
            responses: {
                /** @description Say what you have seen */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notifications as they come (server-sent events)
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Notifications as they come (server-sent events) */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What officers of your units did, newest first
         * @description For who is auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    officer?: string;
                    action?: string;
                    since?: string;
                    limit?: number;
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What officers of your units did, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: {
                                position: number;
                                /** Format: date-time */
                                at: string;
                                officer: string;
                                unit: string;
                                role: string;
                                action: string;
                                subject: string;
                                why: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the audit logs of your units are whole
         * @description For who is auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    position?: number;
                    hash?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether the audit logs of your units are whole */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            logs: {
                                unit: string;
                                head: {
                                    position: number;
                                    hash: string;
                                };
                                fault: {
                                    position: number;
                                    what: string;
                                } | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The units of the network
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The units of the network */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            logPosition: number;
                            units: {
                                unit: string;
                                name: string;
                                member: string;
                                memberName: string;
                                /** @enum {string} */
                                function: "specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection";
                                languages: string[];
                                subscribedKinds: string[];
                                /** @enum {string} */
                                encryptionKey: "current" | "stale" | "none";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries of the directory log, with the newest checkpoint
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    from?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Entries of the directory log, with the newest checkpoint */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkpoint: string;
                            size: number;
                            entries: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/statements/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One statement with its proof
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    position: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One statement with its proof */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            position: number;
                            says: string;
                            phrase: {
                                text: string;
                                values: {
                                    [key: string]: string | number | {
                                        /** @enum {string} */
                                        of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                        code: string;
                                    } | (string | {
                                        /** @enum {string} */
                                        of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                        code: string;
                                    })[];
                                };
                            };
                            author: string;
                            /** Format: date-time */
                            at: string;
                            hash: string;
                            body: unknown;
                            proof: {
                                index: number;
                                size: number;
                                root: string;
                                hashes: string[];
                            };
                            checkpoint: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in a statement that was signed elsewhere
         * @description For who is liaison-officer or releaser or administrator in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        entry: string;
                    };
                };
            };
            responses: {
                /** @description Hand in a statement that was signed elsewhere */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            position: number;
                            credential?: string;
                            proof: {
                                index: number;
                                size: number;
                                root: string;
                                hashes: string[];
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/statement-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a file of statements says and who signed it; hands it in where that is asked for
         * @description For every officer of the node.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        file: unknown;
                        handIn: boolean;
                    };
                };
            };
            responses: {
                /** @description What a file of statements says and who signed it; hands it in where that is asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            statements: {
                                says: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                                signatures: number;
                                position: number | null;
                                credential?: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members, their units and standing
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Members, their units and standing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: {
                                member: string;
                                name: string;
                                /** @enum {string} */
                                standing: "member" | "suspended";
                                since: number;
                                fingerprint: string;
                                nodes: number;
                                units: {
                                    unit: string;
                                    name: string;
                                    /** @enum {string} */
                                    function: "specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection";
                                    readonly languages: string[];
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/coordination-bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * National commissions and referral mechanisms
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    member?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description National commissions and referral mechanisms */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bodies: {
                                member: string;
                                office: string;
                                id: string;
                                form: string;
                                readonly names: {
                                    language: string;
                                    text: string;
                                }[];
                                readonly institutions: {
                                    name: string;
                                    /** @enum {string} */
                                    type: "national-agency" | "local-authority" | "civil-society" | "religious-organisation" | "traditional-authority" | "international-organisation" | "private-sector";
                                }[];
                                since: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/instruments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Treaties and agreements of a member, or those that bind two members
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    member?: string;
                    with?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Treaties and agreements of a member, or those that bind two members */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            instruments: {
                                member: string;
                                office: string;
                                id: string;
                                form: string;
                                readonly titles: {
                                    language: string;
                                    text: string;
                                }[];
                                readonly partners: string[];
                                ratifiedOn: string | null;
                                inForceOn: string | null;
                                revision: {
                                    number: number;
                                    agreedOn: string;
                                } | null;
                                readonly reservations: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly declarations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                                since: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What units want to hear of
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    member?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What units want to hear of */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            subscriptions: {
                                unit: string;
                                since: number;
                                readonly lines: {
                                    kinds: string[];
                                    topics: string[];
                                    areas: ({
                                        /** @constant */
                                        type: "country";
                                        /** Format: country */
                                        country: string;
                                    } | {
                                        /** @constant */
                                        type: "border";
                                        countries: [
                                            string,
                                            string
                                        ];
                                    } | {
                                        /** @constant */
                                        type: "region";
                                        /** @enum {string} */
                                        region: "north-africa" | "west-africa" | "central-africa" | "europe";
                                    } | {
                                        /** @constant */
                                        type: "polygon";
                                        name: string;
                                        corners: [
                                            number,
                                            number
                                        ][];
                                    })[];
                                    languages: string[];
                                    urgentOnly: boolean;
                                    /** @enum {string} */
                                    delivery: "immediate" | "digest";
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policies in force, rule by rule
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The policies in force, rule by rule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            policies: {
                                member: string | null;
                                title: string;
                                from: number;
                                text: string;
                                rules: {
                                    id: string;
                                    /** @enum {string} */
                                    effect: "permit" | "forbid";
                                    reason: string;
                                }[];
                                unusable: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The drafts of your units
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The drafts of your units */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                author: string;
                                officer: string;
                                /** Format: date-time */
                                draftedAt: string;
                                says: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                                body: unknown;
                                record: {
                                    name: string;
                                    /** @enum {string} */
                                    role: "focal-point" | "liaison-officer" | "duty-desk";
                                    function?: string;
                                    languages: string[];
                                    telephones: {
                                        number: string;
                                        /** @enum {string} */
                                        use: "office" | "mobile" | "secure" | "fax";
                                    }[];
                                    mails: string[];
                                    timeZone: string;
                                    hours: {
                                        days: number[];
                                        from: string;
                                        until: string;
                                    }[];
                                    outOfHours?: {
                                        telephone: string;
                                        note?: string;
                                    };
                                } | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Draft what a unit would say in the directory
         * @description For who is liaison-officer or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        author: string;
                        saying: {
                            /** @constant */
                            type: "contact-published";
                            record: {
                                name: string;
                                /** @enum {string} */
                                role: "focal-point" | "liaison-officer" | "duty-desk";
                                function?: string;
                                languages: string[];
                                telephones: {
                                    number: string;
                                    /** @enum {string} */
                                    use: "office" | "mobile" | "secure" | "fax";
                                }[];
                                mails: string[];
                                timeZone: string;
                                hours: {
                                    days: number[];
                                    from: string;
                                    until: string;
                                }[];
                                outOfHours?: {
                                    telephone: string;
                                    note?: string;
                                };
                            };
                        } | {
                            /** @constant */
                            type: "contact-changed";
                            contact: string;
                            record: {
                                name: string;
                                /** @enum {string} */
                                role: "focal-point" | "liaison-officer" | "duty-desk";
                                function?: string;
                                languages: string[];
                                telephones: {
                                    number: string;
                                    /** @enum {string} */
                                    use: "office" | "mobile" | "secure" | "fax";
                                }[];
                                mails: string[];
                                timeZone: string;
                                hours: {
                                    days: number[];
                                    from: string;
                                    until: string;
                                }[];
                                outOfHours?: {
                                    telephone: string;
                                    note?: string;
                                };
                            };
                        } | {
                            /** @constant */
                            type: "contact-erased";
                            contact: string;
                        } | {
                            /** @constant */
                            type: "coordination-body-published";
                            id: string;
                            /** @enum {string} */
                            form: "national-commission" | "referral-mechanism" | "regional-body" | "observatory-network";
                            names: {
                                language: string;
                                text: string;
                            }[];
                            institutions: {
                                name: string;
                                /** @enum {string} */
                                type: "national-agency" | "local-authority" | "civil-society" | "religious-organisation" | "traditional-authority" | "international-organisation" | "private-sector";
                            }[];
                        } | {
                            /** @constant */
                            type: "coordination-body-withdrawn";
                            id: string;
                        } | {
                            /** @constant */
                            type: "instrument-recorded";
                            id: string;
                            /** @enum {string} */
                            form: "multilateral-treaty" | "regional-instrument" | "bilateral-agreement";
                            titles: {
                                language: string;
                                text: string;
                            }[];
                            partners: string[];
                            /** Format: date */
                            ratifiedOn?: string;
                            /** Format: date */
                            inForceOn?: string;
                            revision?: {
                                number: number;
                                /** Format: date */
                                agreedOn: string;
                            };
                            reservations: string[];
                            declarations: {
                                acceptedLanguages: string[];
                                centralAuthority?: string;
                                times?: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                };
                                others: string[];
                            };
                        } | {
                            /** @constant */
                            type: "instrument-withdrawn";
                            id: string;
                        } | {
                            /** @constant */
                            type: "subscription-set";
                            unit: string;
                            lines: {
                                kinds: string[];
                                topics: string[];
                                areas: ({
                                    /** @constant */
                                    type: "country";
                                    /** Format: country */
                                    country: string;
                                } | {
                                    /** @constant */
                                    type: "border";
                                    countries: [
                                        string,
                                        string
                                    ];
                                } | {
                                    /** @constant */
                                    type: "region";
                                    /** @enum {string} */
                                    region: "north-africa" | "west-africa" | "central-africa" | "europe";
                                } | {
                                    /** @constant */
                                    type: "polygon";
                                    name: string;
                                    corners: [
                                        number,
                                        number
                                    ][];
                                })[];
                                languages: string[];
                                urgentOnly: boolean;
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
            };
            responses: {
                /** @description Draft what a unit would say in the directory */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            author: string;
                            officer: string;
                            /** Format: date-time */
                            draftedAt: string;
                            says: string;
                            phrase: {
                                text: string;
                                values: {
                                    [key: string]: string | number | {
                                        /** @enum {string} */
                                        of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                        code: string;
                                    } | (string | {
                                        /** @enum {string} */
                                        of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                        code: string;
                                    })[];
                                };
                            };
                            body: unknown;
                            record: {
                                name: string;
                                /** @enum {string} */
                                role: "focal-point" | "liaison-officer" | "duty-desk";
                                function?: string;
                                languages: string[];
                                telephones: {
                                    number: string;
                                    /** @enum {string} */
                                    use: "office" | "mobile" | "secure" | "fax";
                                }[];
                                mails: string[];
                                timeZone: string;
                                hours: {
                                    days: number[];
                                    from: string;
                                    until: string;
                                }[];
                                outOfHours?: {
                                    telephone: string;
                                    note?: string;
                                };
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/drafts/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a draft with its unit’s key and hand it in
         * @description For who is liaison-officer or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Sign a draft with its unit’s key and hand it in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            position: number;
                            says: string;
                            proof: {
                                index: number;
                                size: number;
                                root: string;
                                hashes: string[];
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Discard a draft
         * @description For who is liaison-officer or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard a draft */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom to call, by member, language, role and who is there now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    member?: string;
                    language?: string;
                    role?: "focal-point" | "liaison-officer" | "duty-desk";
                    onDuty?: "true" | "false";
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whom to call, by member, language, role and who is there now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            contacts: {
                                id: string;
                                member: string;
                                office: string;
                                position: number;
                                onDuty: boolean;
                                contact: {
                                    name: string;
                                    /** @enum {string} */
                                    role: "focal-point" | "liaison-officer" | "duty-desk";
                                    function?: string;
                                    languages: string[];
                                    telephones: {
                                        number: string;
                                        /** @enum {string} */
                                        use: "office" | "mobile" | "secure" | "fax";
                                    }[];
                                    mails: string[];
                                    timeZone: string;
                                    hours: {
                                        days: number[];
                                        from: string;
                                        until: string;
                                    }[];
                                    outOfHours?: {
                                        telephone: string;
                                        note?: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents, newest first
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Incidents, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            incidents: {
                                id: string;
                                /** Format: date-time */
                                at: string;
                                type: string;
                                detail: string;
                                more: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One incident with its evidence
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One incident with its evidence */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            detail: string;
                            evidence: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mail that could not be believed, newest first
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Mail that could not be believed, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            quarantined: {
                                id: string;
                                /** Format: date-time */
                                receivedAt: string;
                                subject: string;
                                reason: string;
                                bytes: number;
                            }[];
                            dropped: {
                                member: string;
                                place: string;
                                messages: number;
                                /** Format: date-time */
                                lastAt: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that you have a draft of any kind open, and see who else has
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Say that you have a draft of any kind open, and see who else has */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            others: string[];
                            version: number;
                            savedBy: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file that your unit uploaded
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Download a file that your unit uploaded */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{name}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of it, made anew
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A small picture of it, made anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to upload a file
         * @description For who is drafter or releaser or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        fileName: string;
                        mediaType: string;
                        bytes: number;
                        /** @default false */
                        keepMetadata?: boolean;
                    };
                };
            };
            responses: {
                /** @description Begin to upload a file */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            bytes: number;
                            received: number;
                            file: {
                                name: string;
                                bytes: number;
                                sha256: string;
                                /** @enum {string} */
                                metadata: "removed" | "kept" | "unknown";
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * From where to go on with an upload
         * @description For who is drafter or releaser or evidence-custodian in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description From where to go on with an upload */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            bytes: number;
                            received: number;
                            file: {
                                name: string;
                                bytes: number;
                                sha256: string;
                                /** @enum {string} */
                                metadata: "removed" | "kept" | "unknown";
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Go on with an upload
         * @description For who is drafter or releaser or evidence-custodian in the unit concerned.
         */
        put: {
            parameters: {
                query: {
                    offset: number;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": Blob | ReadableStream;
                };
            };
            responses: {
                /** @description Go on with an upload */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            bytes: number;
                            received: number;
                            file: {
                                name: string;
                                bytes: number;
                                sha256: string;
                                /** @enum {string} */
                                metadata: "removed" | "kept" | "unknown";
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which decisions about recent messages a draft policy would change
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        policy: string;
                        /** @default null */
                        member?: string | null;
                        /** @default 100 */
                        messages?: number;
                    };
                };
            };
            responses: {
                /** @description Which decisions about recent messages a draft policy would change */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            messages: number;
                            changed: number;
                            readonly changes: {
                                message: string;
                                kind: string;
                                sender: string;
                                unit: string;
                                before: {
                                    allowed: boolean;
                                    reason: string;
                                    readonly because: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    }[];
                                    readonly rules: string[];
                                };
                                after: {
                                    allowed: boolean;
                                    reason: string;
                                    readonly because: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    }[];
                                    readonly rules: string[];
                                };
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hub, directory, outbox, inbox, quarantine, incidents
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Hub, directory, outbox, inbox, quarantine, incidents */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            node: string;
                            network: string;
                            /** @enum {string} */
                            hub: "reached" | "unreachable";
                            directory: {
                                position: number;
                                waiting: number;
                                verifiedAt: string | null;
                                witnesses: number;
                                quorum: number;
                                witnessedAt: string | null;
                                stale: boolean;
                                following: boolean;
                                trouble: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                } | null;
                            };
                            outbox: {
                                queued: number;
                                waitingForReceipts: number;
                                oldestAt: string | null;
                            };
                            inbox: {
                                messages: number;
                                gaps: number;
                                toIndex: number;
                                unsearchable: number;
                                updateNeeded: number;
                            };
                            waiting: {
                                reason: string;
                                messages: number;
                                bytes: number;
                                /** Format: date-time */
                                oldestAt: string;
                            }[];
                            dropped: number;
                            quarantined: number;
                            incidents: number;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The process runs */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @constant */
                            status: "ok";
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Officers can work */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Officers can work */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it back from everyone who has it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: {
                            language: string;
                            text: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Take it back from everyone who has it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recalledFrom: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind those who have not opened it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Remind those who have not opened it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reminded: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer it: to its author alone
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "sighting" | "addition" | "contradiction" | "acted-on";
                        text?: {
                            language: string;
                            text: string;
                        };
                        /** Format: date-time */
                        seenAt?: string;
                        place?: string;
                    };
                };
            };
            responses: {
                /** @description Answer it: to its author alone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it back from everyone who has it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: {
                            language: string;
                            text: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Take it back from everyone who has it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recalledFrom: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind those who have not opened it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Remind those who have not opened it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reminded: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer it: to its author alone
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "addition" | "contradiction" | "acted-on";
                        text?: {
                            language: string;
                            text: string;
                        };
                        /** Format: date-time */
                        seenAt?: string;
                        place?: string;
                    };
                };
            };
            responses: {
                /** @description Answer it: to its author alone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it back from everyone who has it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: {
                            language: string;
                            text: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Take it back from everyone who has it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recalledFrom: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind those who have not opened it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Remind those who have not opened it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reminded: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer it: to its author alone
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "addition" | "contradiction" | "acted-on";
                        text?: {
                            language: string;
                            text: string;
                        };
                        /** Format: date-time */
                        seenAt?: string;
                        place?: string;
                    };
                };
            };
            responses: {
                /** @description Answer it: to its author alone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each kind of bulletin is written of, found by and answered with
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What each kind of bulletin is written of, found by and answered with */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kinds: {
                                [key: string]: {
                                    draft: {
                                        [key: string]: unknown;
                                    };
                                    replies: ("opened" | "sighting" | "addition" | "contradiction" | "acted-on")[];
                                    recallable: boolean;
                                    exports: {
                                        [key: string]: string;
                                    };
                                    facets: {
                                        [key: string]: {
                                            [key: string]: unknown;
                                        };
                                    };
                                };
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of them, newest first
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    box?: "in" | "out" | "all";
                    q?: string;
                    sender?: string;
                    tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                    urgent?: "yes" | "no";
                    language?: string;
                    state?: "valid" | "expired" | "replaced" | "recalled";
                    unread?: "yes" | "no";
                    assigned?: string;
                    since?: string;
                    until?: string;
                    offence?: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                    country?: string;
                    topic?: string;
                    method?: string;
                    transport?: string;
                    document?: string;
                    action?: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                    sort?: "newest" | "relevance";
                    limit?: number;
                    with?: "routes";
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of them, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bulletins: {
                                id: string;
                                unit: string;
                                sender: string;
                                title: string;
                                titles: {
                                    language: string;
                                    text: string;
                                }[];
                                recalled: boolean;
                                weeded: boolean;
                                unreadable: boolean;
                                expired: boolean;
                                assignedTo: string | null;
                                replacedBy: string | null;
                                tlp: string;
                                urgent: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                storedAt: string;
                                read: boolean;
                                path: {
                                    /** Format: date-time */
                                    validUntil: string;
                                    routes: {
                                        place: string;
                                        country: string | null;
                                        latitude: number | null;
                                        longitude: number | null;
                                        from: string | null;
                                        until: string | null;
                                    }[][];
                                } | null;
                            }[];
                            next: string | null;
                            ignored: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Post it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            /** @enum {string} */
                            offence: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                            trafficking?: {
                                acts: ("recruitment" | "transportation" | "transfer" | "harbouring" | "receipt")[];
                                /** @default [] */
                                means?: ("threat" | "force" | "coercion" | "abduction" | "fraud" | "deception" | "abuse-of-power" | "abuse-of-vulnerability" | "payments-to-a-person-in-control")[];
                                purposes: ("sexual-exploitation" | "forced-labour" | "slavery-like-practices" | "servitude" | "organ-removal" | "forced-begging" | "forced-criminality" | "forced-marriage" | "other")[];
                                concernsChildren: boolean;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            /** @default [] */
                            topics?: string[];
                            /** @default [] */
                            routes?: {
                                points: {
                                    /** @enum {string} */
                                    role: "embarkation" | "transit" | "border-crossing" | "holding" | "destination";
                                    place: string;
                                    /** Format: country */
                                    country?: string;
                                    coordinates?: {
                                        latitude: number;
                                        longitude: number;
                                        /** @enum {string} */
                                        precision: "exact" | "within-1-km" | "within-10-km" | "within-50-km" | "area";
                                    };
                                    borderCrossing?: string;
                                    /** Format: date */
                                    from?: string;
                                    /** Format: date */
                                    until?: string;
                                }[];
                                /** @default [] */
                                transport?: ("on-foot" | "car" | "pick-up" | "lorry" | "bus" | "rail" | "vessel" | "aircraft" | "animal")[];
                                /** @default [] */
                                carriers?: string[];
                                capacity?: {
                                    least: number;
                                    most: number;
                                };
                                /** @enum {string} */
                                frequency?: "once" | "daily" | "weekly" | "monthly" | "seasonal" | "irregular";
                            }[];
                            network?: {
                                label: string;
                                /** @default [] */
                                aliases?: string[];
                                /** @enum {string} */
                                structure: "hierarchy" | "cells" | "chain-of-services" | "family" | "loose" | "unknown";
                                /** @default [] */
                                roles?: ("organiser" | "recruiter" | "driver" | "facilitator" | "document-forger" | "guide" | "money-handler" | "enforcer" | "host" | "corrupt-official")[];
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                languages?: string[];
                                /** @default [] */
                                knownLinks?: string[];
                            };
                            /** @default [] */
                            documents?: {
                                /** @enum {string} */
                                document: "passport" | "identity-card" | "visa" | "residence-permit" | "birth-certificate" | "travel-permit" | "seafarer-book" | "other";
                                /** @enum {string} */
                                abuse: "genuine-misused" | "forged" | "counterfeit" | "blank-stolen" | "look-alike" | "visa-fraud" | "breeder-document";
                                /** Format: country */
                                issuedBy?: string;
                                /** @default [] */
                                features?: {
                                    language: string;
                                    text: string;
                                }[];
                            }[];
                            methods?: {
                                /** @default [] */
                                recruitment?: ("in-person" | "social-network" | "false-job" | "family" | "agency" | "return-promise")[];
                                /** @default [] */
                                concealment?: ("night-convoy" | "hidden-compartment" | "mixed-with-cargo" | "false-crew" | "decoy" | "bribed-passage" | "abandoned-track" | "fuel-caches" | "safe-house")[];
                                /** @default [] */
                                control?: ("debt" | "confiscated-documents" | "violence" | "threats-to-family" | "ritual" | "confinement" | "drugs")[];
                                /** @default [] */
                                payment?: ("cash" | "hawala" | "mobile-money" | "bank" | "crypto-assets" | "labour" | "goods")[];
                                price?: {
                                    least: number;
                                    most: number;
                                    currency: string;
                                };
                                /** @default [] */
                                narrative?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @default [] */
                            lessons?: {
                                language: string;
                                text: string;
                            }[];
                            /** @default [] */
                            technology?: {
                                language: string;
                                text: string;
                            }[];
                            indicators?: ({
                                /** @constant */
                                type: "telephone";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "account";
                                service: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "document-number";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "plate";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "imo";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "mmsi";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "wallet";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "iban";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            })[];
                            atRisk?: {
                                /** @default [] */
                                ageBands?: ("0-11" | "12-15" | "16-17" | "18-24" | "25-34" | "35-59" | "60+")[];
                                /** @enum {string} */
                                sex: "female" | "male" | "both" | "unknown";
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                vulnerabilities?: ("unaccompanied-minor" | "pregnancy" | "disability" | "debt" | "conflict-displacement" | "no-documents" | "illness")[];
                            };
                            evaluation: {
                                /** @enum {string} */
                                source: "A" | "B" | "C" | "X";
                                /** @enum {string} */
                                information: "1" | "2" | "3" | "4";
                            };
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                                /** @default [] */
                                conditions?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            risk: {
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @default [] */
                                reasons?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @enum {string} */
                            actionAsked: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                            /** @default false */
                            urgent?: boolean;
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Post it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who would receive it, unit by unit, with reasons
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            /** @enum {string} */
                            offence: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                            trafficking?: {
                                acts: ("recruitment" | "transportation" | "transfer" | "harbouring" | "receipt")[];
                                /** @default [] */
                                means?: ("threat" | "force" | "coercion" | "abduction" | "fraud" | "deception" | "abuse-of-power" | "abuse-of-vulnerability" | "payments-to-a-person-in-control")[];
                                purposes: ("sexual-exploitation" | "forced-labour" | "slavery-like-practices" | "servitude" | "organ-removal" | "forced-begging" | "forced-criminality" | "forced-marriage" | "other")[];
                                concernsChildren: boolean;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            /** @default [] */
                            topics?: string[];
                            /** @default [] */
                            routes?: {
                                points: {
                                    /** @enum {string} */
                                    role: "embarkation" | "transit" | "border-crossing" | "holding" | "destination";
                                    place: string;
                                    /** Format: country */
                                    country?: string;
                                    coordinates?: {
                                        latitude: number;
                                        longitude: number;
                                        /** @enum {string} */
                                        precision: "exact" | "within-1-km" | "within-10-km" | "within-50-km" | "area";
                                    };
                                    borderCrossing?: string;
                                    /** Format: date */
                                    from?: string;
                                    /** Format: date */
                                    until?: string;
                                }[];
                                /** @default [] */
                                transport?: ("on-foot" | "car" | "pick-up" | "lorry" | "bus" | "rail" | "vessel" | "aircraft" | "animal")[];
                                /** @default [] */
                                carriers?: string[];
                                capacity?: {
                                    least: number;
                                    most: number;
                                };
                                /** @enum {string} */
                                frequency?: "once" | "daily" | "weekly" | "monthly" | "seasonal" | "irregular";
                            }[];
                            network?: {
                                label: string;
                                /** @default [] */
                                aliases?: string[];
                                /** @enum {string} */
                                structure: "hierarchy" | "cells" | "chain-of-services" | "family" | "loose" | "unknown";
                                /** @default [] */
                                roles?: ("organiser" | "recruiter" | "driver" | "facilitator" | "document-forger" | "guide" | "money-handler" | "enforcer" | "host" | "corrupt-official")[];
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                languages?: string[];
                                /** @default [] */
                                knownLinks?: string[];
                            };
                            /** @default [] */
                            documents?: {
                                /** @enum {string} */
                                document: "passport" | "identity-card" | "visa" | "residence-permit" | "birth-certificate" | "travel-permit" | "seafarer-book" | "other";
                                /** @enum {string} */
                                abuse: "genuine-misused" | "forged" | "counterfeit" | "blank-stolen" | "look-alike" | "visa-fraud" | "breeder-document";
                                /** Format: country */
                                issuedBy?: string;
                                /** @default [] */
                                features?: {
                                    language: string;
                                    text: string;
                                }[];
                            }[];
                            methods?: {
                                /** @default [] */
                                recruitment?: ("in-person" | "social-network" | "false-job" | "family" | "agency" | "return-promise")[];
                                /** @default [] */
                                concealment?: ("night-convoy" | "hidden-compartment" | "mixed-with-cargo" | "false-crew" | "decoy" | "bribed-passage" | "abandoned-track" | "fuel-caches" | "safe-house")[];
                                /** @default [] */
                                control?: ("debt" | "confiscated-documents" | "violence" | "threats-to-family" | "ritual" | "confinement" | "drugs")[];
                                /** @default [] */
                                payment?: ("cash" | "hawala" | "mobile-money" | "bank" | "crypto-assets" | "labour" | "goods")[];
                                price?: {
                                    least: number;
                                    most: number;
                                    currency: string;
                                };
                                /** @default [] */
                                narrative?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @default [] */
                            lessons?: {
                                language: string;
                                text: string;
                            }[];
                            /** @default [] */
                            technology?: {
                                language: string;
                                text: string;
                            }[];
                            indicators?: ({
                                /** @constant */
                                type: "telephone";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "account";
                                service: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "document-number";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "plate";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "imo";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "mmsi";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "wallet";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "iban";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            })[];
                            atRisk?: {
                                /** @default [] */
                                ageBands?: ("0-11" | "12-15" | "16-17" | "18-24" | "25-34" | "35-59" | "60+")[];
                                /** @enum {string} */
                                sex: "female" | "male" | "both" | "unknown";
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                vulnerabilities?: ("unaccompanied-minor" | "pregnancy" | "disability" | "debt" | "conflict-displacement" | "no-documents" | "illness")[];
                            };
                            evaluation: {
                                /** @enum {string} */
                                source: "A" | "B" | "C" | "X";
                                /** @enum {string} */
                                information: "1" | "2" | "3" | "4";
                            };
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                                /** @default [] */
                                conditions?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            risk: {
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @default [] */
                                reasons?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @enum {string} */
                            actionAsked: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                            /** @default false */
                            urgent?: boolean;
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Who would receive it, unit by unit, with reasons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that posting would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            /** @enum {string} */
                            offence: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                            trafficking?: {
                                acts: ("recruitment" | "transportation" | "transfer" | "harbouring" | "receipt")[];
                                /** @default [] */
                                means?: ("threat" | "force" | "coercion" | "abduction" | "fraud" | "deception" | "abuse-of-power" | "abuse-of-vulnerability" | "payments-to-a-person-in-control")[];
                                purposes: ("sexual-exploitation" | "forced-labour" | "slavery-like-practices" | "servitude" | "organ-removal" | "forced-begging" | "forced-criminality" | "forced-marriage" | "other")[];
                                concernsChildren: boolean;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            /** @default [] */
                            topics?: string[];
                            /** @default [] */
                            routes?: {
                                points: {
                                    /** @enum {string} */
                                    role: "embarkation" | "transit" | "border-crossing" | "holding" | "destination";
                                    place: string;
                                    /** Format: country */
                                    country?: string;
                                    coordinates?: {
                                        latitude: number;
                                        longitude: number;
                                        /** @enum {string} */
                                        precision: "exact" | "within-1-km" | "within-10-km" | "within-50-km" | "area";
                                    };
                                    borderCrossing?: string;
                                    /** Format: date */
                                    from?: string;
                                    /** Format: date */
                                    until?: string;
                                }[];
                                /** @default [] */
                                transport?: ("on-foot" | "car" | "pick-up" | "lorry" | "bus" | "rail" | "vessel" | "aircraft" | "animal")[];
                                /** @default [] */
                                carriers?: string[];
                                capacity?: {
                                    least: number;
                                    most: number;
                                };
                                /** @enum {string} */
                                frequency?: "once" | "daily" | "weekly" | "monthly" | "seasonal" | "irregular";
                            }[];
                            network?: {
                                label: string;
                                /** @default [] */
                                aliases?: string[];
                                /** @enum {string} */
                                structure: "hierarchy" | "cells" | "chain-of-services" | "family" | "loose" | "unknown";
                                /** @default [] */
                                roles?: ("organiser" | "recruiter" | "driver" | "facilitator" | "document-forger" | "guide" | "money-handler" | "enforcer" | "host" | "corrupt-official")[];
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                languages?: string[];
                                /** @default [] */
                                knownLinks?: string[];
                            };
                            /** @default [] */
                            documents?: {
                                /** @enum {string} */
                                document: "passport" | "identity-card" | "visa" | "residence-permit" | "birth-certificate" | "travel-permit" | "seafarer-book" | "other";
                                /** @enum {string} */
                                abuse: "genuine-misused" | "forged" | "counterfeit" | "blank-stolen" | "look-alike" | "visa-fraud" | "breeder-document";
                                /** Format: country */
                                issuedBy?: string;
                                /** @default [] */
                                features?: {
                                    language: string;
                                    text: string;
                                }[];
                            }[];
                            methods?: {
                                /** @default [] */
                                recruitment?: ("in-person" | "social-network" | "false-job" | "family" | "agency" | "return-promise")[];
                                /** @default [] */
                                concealment?: ("night-convoy" | "hidden-compartment" | "mixed-with-cargo" | "false-crew" | "decoy" | "bribed-passage" | "abandoned-track" | "fuel-caches" | "safe-house")[];
                                /** @default [] */
                                control?: ("debt" | "confiscated-documents" | "violence" | "threats-to-family" | "ritual" | "confinement" | "drugs")[];
                                /** @default [] */
                                payment?: ("cash" | "hawala" | "mobile-money" | "bank" | "crypto-assets" | "labour" | "goods")[];
                                price?: {
                                    least: number;
                                    most: number;
                                    currency: string;
                                };
                                /** @default [] */
                                narrative?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @default [] */
                            lessons?: {
                                language: string;
                                text: string;
                            }[];
                            /** @default [] */
                            technology?: {
                                language: string;
                                text: string;
                            }[];
                            indicators?: ({
                                /** @constant */
                                type: "telephone";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "account";
                                service: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "document-number";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "plate";
                                /** Format: country */
                                country: string;
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "imo";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "mmsi";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "wallet";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            } | {
                                /** @constant */
                                type: "iban";
                                value: string;
                                /** @enum {string} */
                                confidence: "low" | "medium" | "high";
                                /** Format: date */
                                validFrom?: string;
                                /** Format: date */
                                validUntil?: string;
                            })[];
                            atRisk?: {
                                /** @default [] */
                                ageBands?: ("0-11" | "12-15" | "16-17" | "18-24" | "25-34" | "35-59" | "60+")[];
                                /** @enum {string} */
                                sex: "female" | "male" | "both" | "unknown";
                                /** @default [] */
                                nationalities?: string[];
                                /** @default [] */
                                vulnerabilities?: ("unaccompanied-minor" | "pregnancy" | "disability" | "debt" | "conflict-displacement" | "no-documents" | "illness")[];
                            };
                            evaluation: {
                                /** @enum {string} */
                                source: "A" | "B" | "C" | "X";
                                /** @enum {string} */
                                information: "1" | "2" | "3" | "4";
                            };
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                                /** @default [] */
                                conditions?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            risk: {
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @default [] */
                                reasons?: {
                                    language: string;
                                    text: string;
                                }[];
                            };
                            /** @enum {string} */
                            actionAsked: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                            /** @default false */
                            urgent?: boolean;
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description All that posting would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them with its trust and delivery, and how its sources stand now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    why?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them with its trust and delivery, and how its sources stand now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            sender: string;
                            title: string;
                            titles: {
                                language: string;
                                text: string;
                            }[];
                            recalled: boolean;
                            weeded: boolean;
                            unreadable: boolean;
                            expired: boolean;
                            assignedTo: string | null;
                            replacedBy: string | null;
                            tlp: string;
                            urgent: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            storedAt: string;
                            body: {
                                title: {
                                    language: string;
                                    text: string;
                                };
                                /** @enum {string} */
                                offence: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                                trafficking?: {
                                    acts: ("recruitment" | "transportation" | "transfer" | "harbouring" | "receipt")[];
                                    /** @default [] */
                                    means: ("threat" | "force" | "coercion" | "abduction" | "fraud" | "deception" | "abuse-of-power" | "abuse-of-vulnerability" | "payments-to-a-person-in-control")[];
                                    purposes: ("sexual-exploitation" | "forced-labour" | "slavery-like-practices" | "servitude" | "organ-removal" | "forced-begging" | "forced-criminality" | "forced-marriage" | "other")[];
                                    concernsChildren: boolean;
                                };
                                summary: {
                                    language: string;
                                    text: string;
                                };
                                /** @default [] */
                                topics: string[];
                                /** @default [] */
                                routes: {
                                    points: {
                                        /** @enum {string} */
                                        role: "embarkation" | "transit" | "border-crossing" | "holding" | "destination";
                                        place: string;
                                        /** Format: country */
                                        country?: string;
                                        coordinates?: {
                                            latitude: number;
                                            longitude: number;
                                            /** @enum {string} */
                                            precision: "exact" | "within-1-km" | "within-10-km" | "within-50-km" | "area";
                                        };
                                        borderCrossing?: string;
                                        /** Format: date */
                                        from?: string;
                                        /** Format: date */
                                        until?: string;
                                    }[];
                                    /** @default [] */
                                    transport: ("on-foot" | "car" | "pick-up" | "lorry" | "bus" | "rail" | "vessel" | "aircraft" | "animal")[];
                                    /** @default [] */
                                    carriers: string[];
                                    capacity?: {
                                        least: number;
                                        most: number;
                                    };
                                    /** @enum {string} */
                                    frequency?: "once" | "daily" | "weekly" | "monthly" | "seasonal" | "irregular";
                                }[];
                                network?: {
                                    label: string;
                                    /** @default [] */
                                    aliases: string[];
                                    /** @enum {string} */
                                    structure: "hierarchy" | "cells" | "chain-of-services" | "family" | "loose" | "unknown";
                                    /** @default [] */
                                    roles: ("organiser" | "recruiter" | "driver" | "facilitator" | "document-forger" | "guide" | "money-handler" | "enforcer" | "host" | "corrupt-official")[];
                                    /** @default [] */
                                    nationalities: string[];
                                    /** @default [] */
                                    languages: string[];
                                    /** @default [] */
                                    knownLinks: string[];
                                };
                                /** @default [] */
                                documents: {
                                    /** @enum {string} */
                                    document: "passport" | "identity-card" | "visa" | "residence-permit" | "birth-certificate" | "travel-permit" | "seafarer-book" | "other";
                                    /** @enum {string} */
                                    abuse: "genuine-misused" | "forged" | "counterfeit" | "blank-stolen" | "look-alike" | "visa-fraud" | "breeder-document";
                                    /** Format: country */
                                    issuedBy?: string;
                                    /** @default [] */
                                    features: {
                                        language: string;
                                        text: string;
                                    }[];
                                }[];
                                methods?: {
                                    /** @default [] */
                                    recruitment: ("in-person" | "social-network" | "false-job" | "family" | "agency" | "return-promise")[];
                                    /** @default [] */
                                    concealment: ("night-convoy" | "hidden-compartment" | "mixed-with-cargo" | "false-crew" | "decoy" | "bribed-passage" | "abandoned-track" | "fuel-caches" | "safe-house")[];
                                    /** @default [] */
                                    control: ("debt" | "confiscated-documents" | "violence" | "threats-to-family" | "ritual" | "confinement" | "drugs")[];
                                    /** @default [] */
                                    payment: ("cash" | "hawala" | "mobile-money" | "bank" | "crypto-assets" | "labour" | "goods")[];
                                    price?: {
                                        least: number;
                                        most: number;
                                        currency: string;
                                    };
                                    /** @default [] */
                                    narrative: {
                                        language: string;
                                        text: string;
                                    }[];
                                };
                                /** @default [] */
                                lessons: {
                                    language: string;
                                    text: string;
                                }[];
                                /** @default [] */
                                technology: {
                                    language: string;
                                    text: string;
                                }[];
                                /** @default [] */
                                indicators: ({
                                    /** @constant */
                                    type: "telephone";
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "account";
                                    service: string;
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "document-number";
                                    /** Format: country */
                                    country: string;
                                    value: string & (unknown & unknown);
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "plate";
                                    /** Format: country */
                                    country: string;
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "imo";
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "mmsi";
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "wallet";
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                } | {
                                    /** @constant */
                                    type: "iban";
                                    value: string;
                                    /** @enum {string} */
                                    confidence: "low" | "medium" | "high";
                                    /** Format: date */
                                    validFrom?: string;
                                    /** Format: date */
                                    validUntil?: string;
                                })[];
                                atRisk?: {
                                    /** @default [] */
                                    ageBands: ("0-11" | "12-15" | "16-17" | "18-24" | "25-34" | "35-59" | "60+")[];
                                    /** @enum {string} */
                                    sex: "female" | "male" | "both" | "unknown";
                                    /** @default [] */
                                    nationalities: string[];
                                    /** @default [] */
                                    vulnerabilities: ("unaccompanied-minor" | "pregnancy" | "disability" | "debt" | "conflict-displacement" | "no-documents" | "illness")[];
                                };
                                evaluation: {
                                    /** @enum {string} */
                                    source: "A" | "B" | "C" | "X";
                                    /** @enum {string} */
                                    information: "1" | "2" | "3" | "4";
                                };
                                handling: {
                                    /** @enum {string} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {string} */
                                    code: "H0" | "H1" | "H2" | "H3";
                                    /** @enum {string} */
                                    pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @default [] */
                                    namedUnits: string[];
                                    /** @default [] */
                                    conditions: {
                                        language: string;
                                        text: string;
                                    }[];
                                };
                                risk: {
                                    /** @enum {string} */
                                    likelihood: "low" | "medium" | "high" | "critical";
                                    /** @enum {string} */
                                    impact: "low" | "medium" | "high" | "critical";
                                    /** @default [] */
                                    reasons: {
                                        language: string;
                                        text: string;
                                    }[];
                                };
                                /** @enum {string} */
                                actionAsked: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                                /** @default false */
                                urgent: boolean;
                                /** Format: date-time */
                                validUntil: string;
                                replaces?: {
                                    bulletin: string;
                                    /** @enum {string} */
                                    as: "amended" | "extended" | "superseded";
                                    note: {
                                        language: string;
                                        text: string;
                                    };
                                };
                                passedOn?: {
                                    author: string;
                                    alert: string;
                                    /** Format: base64 */
                                    grant: string;
                                };
                                /** @default [] */
                                files: {
                                    name: string;
                                    fileName: string;
                                    mediaType: string;
                                    bytes: number;
                                    parts: number;
                                    sha256: string;
                                    key: string;
                                    caption?: {
                                        language: string;
                                        text: string;
                                    };
                                }[];
                            } | null;
                            files: {
                                name: string;
                                /** @enum {string} */
                                state: "coming" | "altered" | "no-room" | "here" | "refused";
                            }[];
                            changes: {
                                field: string;
                                before: string | null;
                                after: string | null;
                            }[] | null;
                            sources: {
                                kind: string;
                                author: string;
                                bulletin: string;
                                title: string | null;
                                /** @enum {string} */
                                standing: "valid" | "expired" | "replaced" | "recalled" | "not-here";
                            }[];
                            recall: {
                                /** Format: date-time */
                                at: string;
                                reason: {
                                    language: string;
                                    text: string;
                                };
                            } | null;
                            trust: {
                                signedBy: string;
                                keyId: string;
                                logPosition: number;
                                channelSequence: number | null;
                                envelope: string;
                                clockAheadMinutes: number | null;
                                revoked: {
                                    /** Format: date-time */
                                    compromisedAt: string;
                                    afterwards: boolean;
                                } | null;
                            } | null;
                            replies: {
                                from: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                type: "opened" | "sighting" | "addition" | "contradiction" | "acted-on";
                                text: {
                                    language: string;
                                    text: string;
                                } | null;
                                seenAt: string | null;
                                place: string | null;
                            }[];
                            delivery: {
                                unit: string;
                                reason: string;
                                /** @enum {string} */
                                state: "queued" | "sent" | "delivered" | "opened" | "acted-on" | "erased" | "lapsed";
                                deliveredAt: string | null;
                                progressAt: string | null;
                                erasedAt: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        /**
         * Undo a release before anything of it has left the node
         * @description For who is releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Undo a release before anything of it has left the node */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of them, newest first
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    box?: "in" | "out" | "all";
                    q?: string;
                    sender?: string;
                    tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                    urgent?: "yes" | "no";
                    language?: string;
                    state?: "valid" | "expired" | "replaced" | "recalled";
                    unread?: "yes" | "no";
                    assigned?: string;
                    since?: string;
                    until?: string;
                    country?: string;
                    topic?: string;
                    likelihood?: "low" | "medium" | "high" | "critical";
                    impact?: "low" | "medium" | "high" | "critical";
                    sort?: "newest" | "relevance";
                    limit?: number;
                    with?: "routes";
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of them, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bulletins: {
                                id: string;
                                unit: string;
                                sender: string;
                                title: string;
                                titles: {
                                    language: string;
                                    text: string;
                                }[];
                                recalled: boolean;
                                weeded: boolean;
                                unreadable: boolean;
                                expired: boolean;
                                assignedTo: string | null;
                                replacedBy: string | null;
                                tlp: string;
                                urgent: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                storedAt: string;
                                read: boolean;
                                path: {
                                    /** Format: date-time */
                                    validUntil: string;
                                    routes: {
                                        place: string;
                                        country: string | null;
                                        latitude: number | null;
                                        longitude: number | null;
                                        from: string | null;
                                        until: string | null;
                                    }[][];
                                } | null;
                            }[];
                            next: string | null;
                            ignored: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Post it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            period: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                until: string;
                            };
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            topics?: string[];
                            judgements: {
                                statement: {
                                    language: string;
                                    text: string;
                                };
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                confidence: "low" | "moderate" | "high";
                                citations: {
                                    author: string;
                                    alert: string;
                                }[];
                            }[];
                            /** @default [] */
                            recommendations?: {
                                language: string;
                                text: string;
                            }[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: unknown[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Post it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who would receive it, unit by unit, with reasons
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            period: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                until: string;
                            };
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            topics?: string[];
                            judgements: {
                                statement: {
                                    language: string;
                                    text: string;
                                };
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                confidence: "low" | "moderate" | "high";
                                citations: {
                                    author: string;
                                    alert: string;
                                }[];
                            }[];
                            /** @default [] */
                            recommendations?: {
                                language: string;
                                text: string;
                            }[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: unknown[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Who would receive it, unit by unit, with reasons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that posting would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            title: {
                                language: string;
                                text: string;
                            };
                            summary: {
                                language: string;
                                text: string;
                            };
                            period: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                until: string;
                            };
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            topics?: string[];
                            judgements: {
                                statement: {
                                    language: string;
                                    text: string;
                                };
                                /** @enum {string} */
                                likelihood: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                impact: "low" | "medium" | "high" | "critical";
                                /** @enum {string} */
                                confidence: "low" | "moderate" | "high";
                                citations: {
                                    author: string;
                                    alert: string;
                                }[];
                            }[];
                            /** @default [] */
                            recommendations?: {
                                language: string;
                                text: string;
                            }[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: unknown[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description All that posting would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them with its trust and delivery, and how its sources stand now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    why?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them with its trust and delivery, and how its sources stand now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            sender: string;
                            title: string;
                            titles: {
                                language: string;
                                text: string;
                            }[];
                            recalled: boolean;
                            weeded: boolean;
                            unreadable: boolean;
                            expired: boolean;
                            assignedTo: string | null;
                            replacedBy: string | null;
                            tlp: string;
                            urgent: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            storedAt: string;
                            body: {
                                title: {
                                    language: string;
                                    text: string;
                                };
                                summary: {
                                    language: string;
                                    text: string;
                                };
                                period: {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    until: string;
                                };
                                /** @default [] */
                                countries: string[];
                                /** @default [] */
                                topics: string[];
                                judgements: {
                                    statement: {
                                        language: string;
                                        text: string;
                                    };
                                    /** @enum {string} */
                                    likelihood: "low" | "medium" | "high" | "critical";
                                    /** @enum {string} */
                                    impact: "low" | "medium" | "high" | "critical";
                                    /** @enum {string} */
                                    confidence: "low" | "moderate" | "high";
                                    citations: {
                                        author: string;
                                        alert: string;
                                    }[];
                                }[];
                                /** @default [] */
                                recommendations: {
                                    language: string;
                                    text: string;
                                }[];
                                handling: {
                                    /** @enum {string} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {string} */
                                    code: "H0" | "H1" | "H2" | "H3";
                                    /** @enum {string} */
                                    pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @default [] */
                                    namedUnits: string[];
                                };
                                /** Format: date-time */
                                validUntil: string;
                                replaces?: {
                                    bulletin: string;
                                    /** @enum {string} */
                                    as: "amended" | "extended" | "superseded";
                                    note: {
                                        language: string;
                                        text: string;
                                    };
                                };
                                /** @default [] */
                                files: unknown[];
                            } | null;
                            files: {
                                name: string;
                                /** @enum {string} */
                                state: "coming" | "altered" | "no-room" | "here" | "refused";
                            }[];
                            changes: {
                                field: string;
                                before: string | null;
                                after: string | null;
                            }[] | null;
                            sources: {
                                kind: string;
                                author: string;
                                bulletin: string;
                                title: string | null;
                                /** @enum {string} */
                                standing: "valid" | "expired" | "replaced" | "recalled" | "not-here";
                            }[];
                            recall: {
                                /** Format: date-time */
                                at: string;
                                reason: {
                                    language: string;
                                    text: string;
                                };
                            } | null;
                            trust: {
                                signedBy: string;
                                keyId: string;
                                logPosition: number;
                                channelSequence: number | null;
                                envelope: string;
                                clockAheadMinutes: number | null;
                                revoked: {
                                    /** Format: date-time */
                                    compromisedAt: string;
                                    afterwards: boolean;
                                } | null;
                            } | null;
                            replies: {
                                from: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                type: "opened" | "sighting" | "addition" | "contradiction" | "acted-on";
                                text: {
                                    language: string;
                                    text: string;
                                } | null;
                                seenAt: string | null;
                                place: string | null;
                            }[];
                            delivery: {
                                unit: string;
                                reason: string;
                                /** @enum {string} */
                                state: "queued" | "sent" | "delivered" | "opened" | "acted-on" | "erased" | "lapsed";
                                deliveredAt: string | null;
                                progressAt: string | null;
                                erasedAt: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        /**
         * Undo a release before anything of it has left the node
         * @description For who is releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Undo a release before anything of it has left the node */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of them, newest first
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    box?: "in" | "out" | "all";
                    q?: string;
                    sender?: string;
                    tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                    urgent?: "yes" | "no";
                    language?: string;
                    state?: "valid" | "expired" | "replaced" | "recalled";
                    unread?: "yes" | "no";
                    assigned?: string;
                    since?: string;
                    until?: string;
                    country?: string;
                    topic?: string;
                    function?: "specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection";
                    sort?: "newest" | "relevance";
                    limit?: number;
                    with?: "routes";
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of them, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bulletins: {
                                id: string;
                                unit: string;
                                sender: string;
                                title: string;
                                titles: {
                                    language: string;
                                    text: string;
                                }[];
                                recalled: boolean;
                                weeded: boolean;
                                unreadable: boolean;
                                expired: boolean;
                                assignedTo: string | null;
                                replacedBy: string | null;
                                tlp: string;
                                urgent: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                storedAt: string;
                                read: boolean;
                                path: {
                                    /** Format: date-time */
                                    validUntil: string;
                                    routes: {
                                        place: string;
                                        country: string | null;
                                        latitude: number | null;
                                        longitude: number | null;
                                        from: string | null;
                                        until: string | null;
                                    }[][];
                                } | null;
                            }[];
                            next: string | null;
                            ignored: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Post it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            editions: {
                                /** @enum {string} */
                                language: "en" | "fr" | "pt" | "es" | "ar";
                                title: string;
                                summary: string;
                                practice: string;
                            }[];
                            topics: string[];
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            functions?: ("specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection")[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Post it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who would receive it, unit by unit, with reasons
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            editions: {
                                /** @enum {string} */
                                language: "en" | "fr" | "pt" | "es" | "ar";
                                title: string;
                                summary: string;
                                practice: string;
                            }[];
                            topics: string[];
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            functions?: ("specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection")[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Who would receive it, unit by unit, with reasons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that posting would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            editions: {
                                /** @enum {string} */
                                language: "en" | "fr" | "pt" | "es" | "ar";
                                title: string;
                                summary: string;
                                practice: string;
                            }[];
                            topics: string[];
                            /** @default [] */
                            countries?: string[];
                            /** @default [] */
                            functions?: ("specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection")[];
                            handling: {
                                /** @enum {string} */
                                tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                /** @enum {string} */
                                code: "H0" | "H1" | "H2" | "H3";
                                /** @enum {string} */
                                pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                /** @default [] */
                                namedUnits?: string[];
                            };
                            /** Format: date-time */
                            validUntil: string;
                            replaces?: {
                                bulletin: string;
                                /** @enum {string} */
                                as: "amended" | "extended" | "superseded";
                                note: {
                                    language: string;
                                    text: string;
                                };
                            };
                            /** @default [] */
                            files?: {
                                name: string;
                                caption?: {
                                    language: string;
                                    text: string;
                                };
                            }[];
                        };
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description All that posting would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them with its trust and delivery, and how its sources stand now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    why?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them with its trust and delivery, and how its sources stand now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            sender: string;
                            title: string;
                            titles: {
                                language: string;
                                text: string;
                            }[];
                            recalled: boolean;
                            weeded: boolean;
                            unreadable: boolean;
                            expired: boolean;
                            assignedTo: string | null;
                            replacedBy: string | null;
                            tlp: string;
                            urgent: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            storedAt: string;
                            body: {
                                editions: {
                                    /** @enum {string} */
                                    language: "en" | "fr" | "pt" | "es" | "ar";
                                    title: string;
                                    summary: string;
                                    practice: string;
                                }[];
                                topics: string[];
                                /** @default [] */
                                countries: string[];
                                /** @default [] */
                                functions: ("specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection")[];
                                handling: {
                                    /** @enum {string} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {string} */
                                    code: "H0" | "H1" | "H2" | "H3";
                                    /** @enum {string} */
                                    pap: "RED" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @default [] */
                                    namedUnits: string[];
                                };
                                /** Format: date-time */
                                validUntil: string;
                                replaces?: {
                                    bulletin: string;
                                    /** @enum {string} */
                                    as: "amended" | "extended" | "superseded";
                                    note: {
                                        language: string;
                                        text: string;
                                    };
                                };
                                /** @default [] */
                                files: {
                                    name: string;
                                    fileName: string;
                                    mediaType: string;
                                    bytes: number;
                                    parts: number;
                                    sha256: string;
                                    key: string;
                                    caption?: {
                                        language: string;
                                        text: string;
                                    };
                                }[];
                            } | null;
                            files: {
                                name: string;
                                /** @enum {string} */
                                state: "coming" | "altered" | "no-room" | "here" | "refused";
                            }[];
                            changes: {
                                field: string;
                                before: string | null;
                                after: string | null;
                            }[] | null;
                            sources: {
                                kind: string;
                                author: string;
                                bulletin: string;
                                title: string | null;
                                /** @enum {string} */
                                standing: "valid" | "expired" | "replaced" | "recalled" | "not-here";
                            }[];
                            recall: {
                                /** Format: date-time */
                                at: string;
                                reason: {
                                    language: string;
                                    text: string;
                                };
                            } | null;
                            trust: {
                                signedBy: string;
                                keyId: string;
                                logPosition: number;
                                channelSequence: number | null;
                                envelope: string;
                                clockAheadMinutes: number | null;
                                revoked: {
                                    /** Format: date-time */
                                    compromisedAt: string;
                                    afterwards: boolean;
                                } | null;
                            } | null;
                            replies: {
                                from: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                type: "opened" | "sighting" | "addition" | "contradiction" | "acted-on";
                                text: {
                                    language: string;
                                    text: string;
                                } | null;
                                seenAt: string | null;
                                place: string | null;
                            }[];
                            delivery: {
                                unit: string;
                                reason: string;
                                /** @enum {string} */
                                state: "queued" | "sent" | "delivered" | "opened" | "acted-on" | "erased" | "lapsed";
                                deliveredAt: string | null;
                                progressAt: string | null;
                                erasedAt: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        /**
         * Undo a release before anything of it has left the node
         * @description For who is releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Undo a release before anything of it has left the node */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places by name, offline
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: {
                    q?: string;
                    near?: string;
                    country?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Places by name, offline */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            country: string | null;
                            places: {
                                name: string;
                                country: string;
                                crossingTo: string | null;
                                latitude: number;
                                longitude: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long a unit keeps bulletins, and what weeding would erase now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor or administrator in the unit concerned.
         */
        get: {
            parameters: {
                query: {
                    unit: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How long a unit keeps bulletins, and what weeding would erase now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            days: {
                                [key: string]: {
                                    [key: string]: number;
                                };
                            };
                            due: {
                                id: string;
                                /** @enum {string} */
                                kind: "alert" | "risk-assessment" | "practice-note";
                                sender: string;
                                /** @enum {string} */
                                purpose: "information" | "investigation" | "own";
                                /** Format: date-time */
                                validUntil: string;
                                /** Format: date-time */
                                dueAt: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Change how long
         * @description For who is administrator or liaison-officer or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        /** @enum {string} */
                        kind: "alert" | "risk-assessment" | "practice-note";
                        /** @enum {string} */
                        purpose: "information" | "investigation" | "own";
                        days: number;
                    };
                };
            };
            responses: {
                /** @description Change how long */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            days: {
                                [key: string]: {
                                    [key: string]: number;
                                };
                            };
                            due: {
                                id: string;
                                /** @enum {string} */
                                kind: "alert" | "risk-assessment" | "practice-note";
                                sender: string;
                                /** @enum {string} */
                                purpose: "information" | "investigation" | "own";
                                /** Format: date-time */
                                validUntil: string;
                                /** Format: date-time */
                                dueAt: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/weeding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase exactly what the preview showed
         * @description For who is administrator or liaison-officer or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        bulletins: string[];
                    };
                };
            };
            responses: {
                /** @description Erase exactly what the preview showed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            weeded: number;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/share-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask its author whether you may pass it on
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        recipients: string[];
                        reason: {
                            language: string;
                            text: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Ask its author whether you may pass it on */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What your units asked, and are asked
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What your units asked, and are asked */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            requests: {
                                id: string;
                                unit: string;
                                alert: string;
                                author: string;
                                requester: string;
                                recipients: string[];
                                reason: {
                                    language: string;
                                    text: string;
                                };
                                /** Format: date-time */
                                askedAt: string;
                                decidedAt: string | null;
                                granted: boolean | null;
                                releaseAskedBy: string | null;
                                releaseAskedDays: number | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share-requests/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant it by signature, or refuse
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        granted: boolean;
                        /** @default 30 */
                        days?: number;
                        reason?: {
                            language: string;
                            text: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Grant it by signature, or refuse */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share-requests/{id}/decision/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to grant it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 30 */
                        days?: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to grant it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share-requests/{id}/share/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to pass it on
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ask a second officer to pass it on */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share-requests/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pass it on to whom its author granted it
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Pass it on to whom its author granted it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            recipients: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Some of them for programs or on paper, where policy lets you export them
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "pdf" | "json" | "stix" | "misp" | "geojson" | "csv";
                        bulletins: string[];
                        why: string;
                        /**
                         * @default en
                         * @enum {string}
                         */
                        language?: "en" | "fr" | "pt" | "es" | "ar";
                    };
                };
            };
            responses: {
                /** @description Some of them for programs or on paper, where policy lets you export them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Some of them for programs or on paper, where policy lets you export them
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "pdf" | "json";
                        bulletins: string[];
                        why: string;
                        /**
                         * @default en
                         * @enum {string}
                         */
                        language?: "en" | "fr" | "pt" | "es" | "ar";
                    };
                };
            };
            responses: {
                /** @description Some of them for programs or on paper, where policy lets you export them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Some of them for programs or on paper, where policy lets you export them
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "pdf" | "json";
                        bulletins: string[];
                        why: string;
                        /**
                         * @default en
                         * @enum {string}
                         */
                        language?: "en" | "fr" | "pt" | "es" | "ar";
                    };
                };
            };
            responses: {
                /** @description Some of them for programs or on paper, where policy lets you export them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A STIX 2.1, MISP or GeoJSON file as drafts, with a line for each thing in it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query: {
                    unit: string;
                    dryRun?: "yes" | "no";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": Blob | ReadableStream;
                };
            };
            responses: {
                /** @description A STIX 2.1, MISP or GeoJSON file as drafts, with a line for each thing in it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            format: string;
                            drafts: {
                                id: string | null;
                                where: string;
                                title: string;
                                missing: {
                                    field: string;
                                    expected: string;
                                    phrase: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                }[];
                            }[];
                            lines: {
                                where: string;
                                what: string;
                                taken: boolean;
                                why: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: discovery
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: discovery */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: the API root
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: the API root */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: a collection for each of your units
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: a collection for each of your units */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: one collection
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: one collection */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections/{id}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: its objects
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    added_after?: string;
                    limit?: number;
                    next?: string;
                    "match[id]"?: string;
                    "match[type]"?: string;
                    "match[version]"?: string;
                    "match[spec_version]"?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: its objects */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections/{id}/objects/{object}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: one object
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    object: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: one object */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections/{id}/objects/{object}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: the versions of one object
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    object: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: the versions of one object */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxii2/alerts/collections/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * TAXII 2.1: what is in it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    added_after?: string;
                    limit?: number;
                    next?: string;
                    "match[id]"?: string;
                    "match[type]"?: string;
                    "match[version]"?: string;
                    "match[spec_version]"?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TAXII 2.1: what is in it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which officer of the unit deals with it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        officer: string | null;
                    };
                };
            };
            responses: {
                /** @description Say which officer of the unit deals with it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the unit noted on it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the unit noted on it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            notes: {
                                id: string;
                                officer: string;
                                /** Format: date-time */
                                notedAt: string;
                                text: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Note something on it, for the unit alone
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Note something on it, for the unit alone */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            officer: string;
                            /** Format: date-time */
                            notedAt: string;
                            text: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back a note of one’s own
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Take back a note of one’s own */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which officer of the unit deals with it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        officer: string | null;
                    };
                };
            };
            responses: {
                /** @description Say which officer of the unit deals with it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the unit noted on it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the unit noted on it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            notes: {
                                id: string;
                                officer: string;
                                /** Format: date-time */
                                notedAt: string;
                                text: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Note something on it, for the unit alone
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Note something on it, for the unit alone */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            officer: string;
                            /** Format: date-time */
                            notedAt: string;
                            text: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back a note of one’s own
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Take back a note of one’s own */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which officer of the unit deals with it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        officer: string | null;
                    };
                };
            };
            responses: {
                /** @description Say which officer of the unit deals with it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the unit noted on it
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the unit noted on it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            notes: {
                                id: string;
                                officer: string;
                                /** Format: date-time */
                                notedAt: string;
                                text: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Note something on it, for the unit alone
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Note something on it, for the unit alone */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            officer: string;
                            /** Format: date-time */
                            notedAt: string;
                            text: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back a note of one’s own
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Take back a note of one’s own */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your saved searches
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Your saved searches */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            searches: {
                                id: string;
                                unit: string;
                                /** @enum {string} */
                                kind: "alert" | "risk-assessment" | "practice-note";
                                name: string;
                                filters: {
                                    [key: string]: string;
                                };
                                notify: boolean;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Save a search, and be told of new ones that it finds
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        /** @constant */
                        kind: "alert";
                        name: string;
                        filters: {
                            q?: string;
                            /** @enum {string} */
                            tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                            language?: string;
                            /** @enum {string} */
                            offence?: "smuggling" | "trafficking" | "smuggling-turned-trafficking";
                            /** Format: country */
                            country?: string;
                            topic?: string;
                            method?: string;
                            transport?: string;
                            document?: string;
                            /** @enum {string} */
                            action?: "for-information" | "report-sightings" | "detect" | "contact-before-acting";
                        };
                        /** @default true */
                        notify?: boolean;
                    } | {
                        unit: string;
                        /** @constant */
                        kind: "risk-assessment";
                        name: string;
                        filters: {
                            q?: string;
                            /** @enum {string} */
                            tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                            language?: string;
                            /** Format: country */
                            country?: string;
                            topic?: string;
                            /** @enum {string} */
                            likelihood?: "low" | "medium" | "high" | "critical";
                            /** @enum {string} */
                            impact?: "low" | "medium" | "high" | "critical";
                        };
                        /** @default true */
                        notify?: boolean;
                    } | {
                        unit: string;
                        /** @constant */
                        kind: "practice-note";
                        name: string;
                        filters: {
                            q?: string;
                            /** @enum {string} */
                            tlp?: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                            language?: string;
                            /** Format: country */
                            country?: string;
                            topic?: string;
                            /** @enum {string} */
                            function?: "specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection";
                        };
                        /** @default true */
                        notify?: boolean;
                    };
                };
            };
            responses: {
                /** @description Save a search, and be told of new ones that it finds */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            /** @enum {string} */
                            kind: "alert" | "risk-assessment" | "practice-note";
                            name: string;
                            filters: {
                                [key: string]: string;
                            };
                            notify: boolean;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a saved search
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Remove a saved search */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/alert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those in the writing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those in the writing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                unit: string;
                                version: number;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                                releaseAskedBy: string | null;
                                title: string | null;
                                faults: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Begin one, from nothing or from another
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            [key: string]: unknown;
                        };
                    } | {
                        unit: string;
                        from: string;
                    };
                };
            };
            responses: {
                /** @description Begin one, from nothing or from another */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/alert/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with what is missing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them, with what is missing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Save it as it is now
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        body: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Save it as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        /**
         * Discard it
         * @description For who is drafter or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/alert/{id}/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to release it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to release it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/alert/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that releasing it would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description All that releasing it would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/alert/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @default 10 */
                        undoSeconds?: number;
                        /** Format: date-time */
                        embargoUntil?: string;
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Release it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/risk-assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those in the writing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those in the writing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                unit: string;
                                version: number;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                                releaseAskedBy: string | null;
                                title: string | null;
                                faults: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Begin one, from nothing or from another
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            [key: string]: unknown;
                        };
                    } | {
                        unit: string;
                        from: string;
                    };
                };
            };
            responses: {
                /** @description Begin one, from nothing or from another */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/risk-assessment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with what is missing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them, with what is missing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Save it as it is now
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        body: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Save it as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        /**
         * Discard it
         * @description For who is drafter or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/risk-assessment/{id}/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to release it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to release it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/risk-assessment/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that releasing it would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description All that releasing it would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/risk-assessment/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @default 10 */
                        undoSeconds?: number;
                        /** Format: date-time */
                        embargoUntil?: string;
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Release it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/practice-note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those in the writing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those in the writing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                unit: string;
                                version: number;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                                releaseAskedBy: string | null;
                                title: string | null;
                                faults: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Begin one, from nothing or from another
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        body: {
                            [key: string]: unknown;
                        };
                    } | {
                        unit: string;
                        from: string;
                    };
                };
            };
            responses: {
                /** @description Begin one, from nothing or from another */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/practice-note/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with what is missing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them, with what is missing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Save it as it is now
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        body: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Save it as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        /**
         * Discard it
         * @description For who is drafter or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/practice-note/{id}/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to release it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to release it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            body: {
                                [key: string]: unknown;
                            };
                            readonly faults: {
                                field: string;
                                expected: string;
                                phrase: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                };
                            }[];
                            readonly warnings: {
                                field: string;
                                /** @enum {string} */
                                looksLike: "telephone" | "mail" | "document-number" | "person";
                                found: string;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/practice-note/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All that releasing it would check, and whom it would reach; sends nothing
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description All that releasing it would check, and whom it would reach; sends nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-drafts/practice-note/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release it to its audience
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @default 10 */
                        undoSeconds?: number;
                        /** Format: date-time */
                        embargoUntil?: string;
                        /** @default false */
                        again?: boolean;
                    };
                };
            };
            responses: {
                /** @description Release it to its audience */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** Format: date-time */
                            postedAt: string;
                            audience: {
                                unit: string;
                                receives: boolean;
                                reason: string;
                                readonly because: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                }[];
                                readonly rules: string[];
                                /** @enum {string} */
                                delivery: "immediate" | "digest";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catch-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask all units for what is still valid and newly subscribed to
         * @description For who is releaser or liaison-officer in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                    };
                };
            };
            responses: {
                /** @description Ask all units for what is still valid and newly subscribed to */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            asked: string[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file that it describes
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Download a file that it describes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/files/{name}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of it, made anew
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A small picture of it, made anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file that it describes
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Download a file that it describes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/risk-assessment/{id}/files/{name}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of it, made anew
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A small picture of it, made anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file that it describes
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Download a file that it describes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/practice-note/{id}/files/{name}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of it, made anew
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A small picture of it, made anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletins/alert/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts that seem to tell of the same network, with reasons
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Alerts that seem to tell of the same network, with reasons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            similar: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                            networks: {
                                id: string;
                                name: string | null;
                                confirmed: boolean;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Networks, proposed and confirmed
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Networks, proposed and confirmed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            networks: {
                                id: string;
                                unit: string;
                                name: string | null;
                                /** @enum {string} */
                                state: "proposed" | "confirmed";
                                confirmedBy: string | null;
                                confirmedAt: string | null;
                                alerts: number;
                                proposed: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One network with its alerts, links and reasons
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One network with its alerts, links and reasons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "proposed" | "confirmed";
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            alerts: number;
                            proposed: number;
                            members: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                confirmed: boolean;
                            }[];
                            links: {
                                a: string;
                                b: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        /**
         * Say that these alerts are no network
         * @description For who is releaser or drafter or liaison-officer in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Say that these alerts are no network */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm exactly these alerts as a network
         * @description For who is releaser or drafter or liaison-officer in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        alerts: string[];
                    };
                };
            };
            responses: {
                /** @description Confirm exactly these alerts as a network */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "proposed" | "confirmed";
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            alerts: number;
                            proposed: number;
                            members: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                confirmed: boolean;
                            }[];
                            links: {
                                a: string;
                                b: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take alerts out into a network of their own
         * @description For who is releaser or drafter or liaison-officer in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        alerts: string[];
                    };
                };
            };
            responses: {
                /** @description Take alerts out into a network of their own */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "proposed" | "confirmed";
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            alerts: number;
                            proposed: number;
                            members: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                confirmed: boolean;
                            }[];
                            links: {
                                a: string;
                                b: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}/merger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put another network’s alerts into this one
         * @description For who is releaser or drafter or liaison-officer in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        with: string;
                    };
                };
            };
            responses: {
                /** @description Put another network’s alerts into this one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "proposed" | "confirmed";
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            alerts: number;
                            proposed: number;
                            members: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                confirmed: boolean;
                            }[];
                            links: {
                                a: string;
                                b: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Name a network
         * @description For who is releaser or drafter or liaison-officer in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Name a network */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "proposed" | "confirmed";
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            alerts: number;
                            proposed: number;
                            members: {
                                id: string;
                                sender: string;
                                title: string;
                                tlp: string;
                                confirmed: boolean;
                            }[];
                            links: {
                                a: string;
                                b: string;
                                score: number;
                                readonly reasons: {
                                    /** @enum {string} */
                                    signal: "indicator" | "name" | "route" | "methods" | "season" | "text" | "apart";
                                    readonly shared: string[];
                                    weight: number;
                                }[];
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A network as GraphML
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query: {
                    why: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A network as GraphML */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cases, what is due first
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    kind?: "information-request" | "mutual-legal-assistance";
                    waitsFor?: "us" | "them" | "any";
                    role?: string;
                    open?: "true" | "false";
                    sort?: "due" | "changed";
                    q?: string;
                    named?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Cases, what is due first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cases: {
                                id: string;
                                unit: string;
                                /** @enum {string} */
                                kind: "information-request" | "mutual-legal-assistance";
                                status: string;
                                reference: string;
                                theirReference: string | null;
                                form: string;
                                requesting: string;
                                requested: string;
                                urgency: string;
                                role: string;
                                /** Format: date-time */
                                changedAt: string;
                                owed: {
                                    who: string;
                                    duty: string;
                                    readonly about: number[];
                                    /** Format: date-time */
                                    since: string;
                                    day: string;
                                    /** @enum {string} */
                                    clock: "hours" | "days";
                                    /** Format: date-time */
                                    dueAt: string;
                                    overdue: boolean;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Begin a case
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        move: string;
                        /** @default {} */
                        terms?: {
                            [key: string]: unknown;
                        };
                        /** @default {} */
                        content?: {
                            [key: string]: unknown;
                        };
                        kind: string;
                    };
                };
            };
            responses: {
                /** @description Begin a case */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each move says, with the rule that it rests on, as JSON Schema
         * @description For every officer of the node.
         */
        get: {
            parameters: {
                query: {
                    kind: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What each move says, with the rule that it rests on, as JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly between: ("specialised-police" | "prosecution" | "central-authority" | "liaison-office" | "observatory" | "victim-protection")[];
                            beginnings: {
                                [key: string]: {
                                    law: string;
                                    terms: {
                                        [key: string]: unknown;
                                    };
                                    content: {
                                        [key: string]: unknown;
                                    };
                                    isDrafted: boolean;
                                };
                            };
                            moves: {
                                [key: string]: {
                                    law: string;
                                    terms: {
                                        [key: string]: unknown;
                                    };
                                    content: {
                                        [key: string]: unknown;
                                    };
                                    isDrafted: boolean;
                                };
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One case: whose turn it is, what each side did, what it says
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                    why?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One case: whose turn it is, what each side did, what it says */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            /** @enum {string} */
                            kind: "information-request" | "mutual-legal-assistance";
                            status: string;
                            reference: string;
                            theirReference: string | null;
                            form: string;
                            requesting: string;
                            requested: string;
                            urgency: string;
                            role: string;
                            /** Format: date-time */
                            changedAt: string;
                            owed: {
                                who: string;
                                duty: string;
                                readonly about: number[];
                                /** Format: date-time */
                                since: string;
                                day: string;
                                /** @enum {string} */
                                clock: "hours" | "days";
                                /** Format: date-time */
                                dueAt: string;
                                overdue: boolean;
                            }[];
                            endedAt: string | null;
                            erasedAt: string | null;
                            hold: {
                                officer: string;
                                why: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                            parties: string[];
                            state: {
                                [key: string]: unknown;
                            };
                            blocks: {
                                heading: string;
                                brief: boolean;
                                readonly items: {
                                    name: string | null;
                                    readonly title: ({
                                        /** @constant */
                                        as: "text";
                                        text: string;
                                    } | {
                                        /** @constant */
                                        as: "words";
                                        words: {
                                            language: string;
                                            text: string;
                                            /** @default [] */
                                            translations: {
                                                language: string;
                                                text: string;
                                            }[];
                                        };
                                    } | {
                                        /** @constant */
                                        as: "code";
                                        group: string;
                                        code: string;
                                    } | {
                                        /** @constant */
                                        as: "day";
                                        day: string;
                                    } | {
                                        /** @constant */
                                        as: "moment";
                                        /** Format: date-time */
                                        at: string;
                                    } | {
                                        /** @constant */
                                        as: "country";
                                        country: string;
                                    } | {
                                        /** @constant */
                                        as: "unit";
                                        unit: string;
                                    } | {
                                        /** @constant */
                                        as: "period";
                                        /** Format: date-time */
                                        from: string;
                                        /** Format: date-time */
                                        until: string;
                                        readonly units: string[];
                                    })[];
                                    readonly facts: {
                                        label: string | null;
                                        readonly values: ({
                                            /** @constant */
                                            as: "text";
                                            text: string;
                                        } | {
                                            /** @constant */
                                            as: "words";
                                            words: {
                                                language: string;
                                                text: string;
                                                /** @default [] */
                                                translations: {
                                                    language: string;
                                                    text: string;
                                                }[];
                                            };
                                        } | {
                                            /** @constant */
                                            as: "code";
                                            group: string;
                                            code: string;
                                        } | {
                                            /** @constant */
                                            as: "day";
                                            day: string;
                                        } | {
                                            /** @constant */
                                            as: "moment";
                                            /** Format: date-time */
                                            at: string;
                                        } | {
                                            /** @constant */
                                            as: "country";
                                            country: string;
                                        } | {
                                            /** @constant */
                                            as: "unit";
                                            unit: string;
                                        } | {
                                            /** @constant */
                                            as: "period";
                                            /** Format: date-time */
                                            from: string;
                                            /** Format: date-time */
                                            until: string;
                                            readonly units: string[];
                                        })[];
                                    }[];
                                }[];
                            }[];
                            readonly documents: string[];
                            moves: {
                                move: string;
                                law: string;
                                given: {
                                    [key: string]: unknown;
                                };
                                terms: {
                                    [key: string]: unknown;
                                };
                                choices: {
                                    [key: string]: {
                                        value: string | number;
                                        word: {
                                            group: string;
                                            code: string;
                                        } | null;
                                    }[];
                                };
                            }[];
                            timeline: {
                                hash: string;
                                move: string;
                                law: string | null;
                                author: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: date-time */
                                storedAt: string;
                                logPosition: number;
                                terms: {
                                    [key: string]: unknown;
                                };
                                content: unknown | null;
                                withheld: boolean;
                                erased: boolean;
                                files: {
                                    name: string;
                                    /** @enum {string} */
                                    state: "coming" | "altered" | "no-room" | "here" | "refused";
                                }[];
                                contradiction: {
                                    text: string;
                                    values: {
                                        [key: string]: string | number | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        } | (string | {
                                            /** @enum {string} */
                                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                            code: string;
                                        })[];
                                    };
                                } | null;
                                void: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                } | null;
                                keyRevoked: boolean;
                                verificationCode: string;
                            }[];
                            forked: string[];
                            missing: number;
                            unreachable: {
                                unit: string;
                                why: string;
                            }[];
                            delivery: {
                                event: string;
                                unit: string;
                                /** @enum {string} */
                                state: "queued" | "sent" | "delivered";
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a move in it
         * @description For who is releaser or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        move: string;
                        /** @default {} */
                        terms?: {
                            [key: string]: unknown;
                        };
                        /** @default {} */
                        content?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Make a move in it */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            event: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The case, whole, as a file that anybody can verify without a network
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
                        /**
                         * @default [
                         *       "en"
                         *     ]
                         */
                        languages?: ("en" | "fr" | "pt" | "es" | "ar")[];
                    };
                };
            };
            responses: {
                /** @description The case, whole, as a file that anybody can verify without a network */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document of it as PDF/A, in one language or two side by side
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        document: "record" | "request" | "acknowledgement" | "decision" | "transmittal" | "custody";
                        languages: ("en" | "fr" | "pt" | "es" | "ar")[];
                        item?: string;
                        why: string;
                    };
                };
            };
            responses: {
                /** @description A document of it as PDF/A, in one language or two side by side */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Beginnings of cases in the writing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Beginnings of cases in the writing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                unit: string;
                                version: number;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                                releaseAskedBy: string | null;
                                kind: string;
                                move: string;
                                reference: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Keep the beginning of a case
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        drafted: {
                            move: string;
                            /** @default {} */
                            terms?: {
                                [key: string]: unknown;
                            };
                            /** @default {} */
                            content?: {
                                [key: string]: unknown;
                            };
                            kind: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Keep the beginning of a case */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                move: string;
                                /** @default {} */
                                terms: {
                                    [key: string]: unknown;
                                };
                                /** @default {} */
                                content: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                move: string;
                                /** @default {} */
                                terms: {
                                    [key: string]: unknown;
                                };
                                /** @default {} */
                                content: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Save it as it is now
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        drafted: {
                            move: string;
                            /** @default {} */
                            terms?: {
                                [key: string]: unknown;
                            };
                            /** @default {} */
                            content?: {
                                [key: string]: unknown;
                            };
                            kind: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Save it as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                move: string;
                                /** @default {} */
                                terms: {
                                    [key: string]: unknown;
                                };
                                /** @default {} */
                                content: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        /**
         * Discard it
         * @description For who is drafter or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-drafts/{id}/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to release it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to release it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                move: string;
                                /** @default {} */
                                terms: {
                                    [key: string]: unknown;
                                };
                                /** @default {} */
                                content: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                            };
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-drafts/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the case
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Begin the case */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests in the writing
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Requests in the writing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafts: {
                                id: string;
                                unit: string;
                                version: number;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                                releaseAskedBy: string | null;
                                requested: string | null;
                                reference: string | null;
                                gaps: number;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Begin a request for mutual legal assistance, from nothing or from an earlier case
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        drafted: {
                            requested?: string;
                            within?: {
                                case: string;
                                /** @enum {string} */
                                move: "confirm-in-writing" | "amend" | "extend";
                            };
                            request: {
                                [key: string]: unknown;
                            };
                            despite?: string;
                        };
                    } | {
                        unit: string;
                        from: string;
                    };
                };
            };
            responses: {
                /** @description Begin a request for mutual legal assistance, from nothing or from an earlier case */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                requested?: string;
                                within?: {
                                    case: string;
                                    /** @enum {string} */
                                    move: "confirm-in-writing" | "amend" | "extend";
                                };
                                request: {
                                    [key: string]: unknown;
                                };
                                despite?: string;
                            };
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a request lacks, and what binds the two states; keeps nothing
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        drafted: {
                            requested?: string;
                            within?: {
                                case: string;
                                /** @enum {string} */
                                move: "confirm-in-writing" | "amend" | "extend";
                            };
                            request: {
                                [key: string]: unknown;
                            };
                            despite?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description What a request lacks, and what binds the two states; keeps nothing */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A form (CSV) to write a request in
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query: {
                    language?: "en" | "fr" | "pt" | "es" | "ar";
                    translation?: "en" | "fr" | "pt" | "es" | "ar";
                    measures: string;
                    persons?: number;
                    places?: number;
                    accounts?: number;
                    devices?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A form (CSV) to write a request in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A filled form as a draft
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        requested?: string;
                        form: string;
                    };
                };
            };
            responses: {
                /** @description A filled form as a draft */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                requested?: string;
                                within?: {
                                    case: string;
                                    /** @enum {string} */
                                    move: "confirm-in-writing" | "amend" | "extend";
                                };
                                request: {
                                    [key: string]: unknown;
                                };
                                despite?: string;
                            };
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with what is missing, why it will be asked for, and what binds the two states
         * @description For who is drafter or releaser in the unit concerned.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them, with what is missing, why it will be asked for, and what binds the two states */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                requested?: string;
                                within?: {
                                    case: string;
                                    /** @enum {string} */
                                    move: "confirm-in-writing" | "amend" | "extend";
                                };
                                request: {
                                    [key: string]: unknown;
                                };
                                despite?: string;
                            };
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Save it as it is now
         * @description For who is drafter or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        drafted: {
                            requested?: string;
                            within?: {
                                case: string;
                                /** @enum {string} */
                                move: "confirm-in-writing" | "amend" | "extend";
                            };
                            request: {
                                [key: string]: unknown;
                            };
                            despite?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Save it as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                requested?: string;
                                within?: {
                                    case: string;
                                    /** @enum {string} */
                                    move: "confirm-in-writing" | "amend" | "extend";
                                };
                                request: {
                                    [key: string]: unknown;
                                };
                                despite?: string;
                            };
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        /**
         * Discard it
         * @description For who is drafter or releaser in the unit concerned.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discard it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/{id}/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a second officer to release it
         * @description For who is drafter or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Ask a second officer to release it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            unit: string;
                            version: number;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            releaseAskedBy: string | null;
                            drafted: {
                                requested?: string;
                                within?: {
                                    case: string;
                                    /** @enum {string} */
                                    move: "confirm-in-writing" | "amend" | "extend";
                                };
                                request: {
                                    [key: string]: unknown;
                                };
                                despite?: string;
                            };
                            readonly gaps: {
                                field: string;
                                missing: string;
                                why: string;
                                law: string;
                                /** @enum {string} */
                                level: "required" | "advised";
                                phrases: {
                                    missing: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                    why: {
                                        text: string;
                                        values: {
                                            [key: string]: string | number | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            } | (string | {
                                                /** @enum {string} */
                                                of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                                                code: string;
                                            })[];
                                        };
                                    };
                                };
                            }[];
                            terms: {
                                readonly instruments: string[];
                                readonly acceptedLanguages: string[];
                                centralAuthority: string | null;
                                readonly reservations: string[];
                                times: {
                                    acknowledge: number;
                                    decide: number;
                                    execute: number;
                                } | null;
                            } | null;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/request-drafts/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release it to the requested authority
         * @description For who is releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Release it to the requested authority */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/events/{event}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file that an event of a case describes
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor in the unit concerned.
         */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                };
                header?: never;
                path: {
                    id: string;
                    event: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Download a file that an event of a case describes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": Blob | ReadableStream;
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long a unit keeps what was said in cases, and what weeding would erase now
         * @description For who is drafter or releaser or liaison-officer or evidence-custodian or auditor or administrator in the unit concerned.
         */
        get: {
            parameters: {
                query: {
                    unit: string;
                    kind?: "information-request" | "mutual-legal-assistance";
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How long a unit keeps what was said in cases, and what weeding would erase now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            days: {
                                [key: string]: number | null;
                            };
                            dueInAll: number;
                            due: {
                                id: string;
                                /** @enum {string} */
                                kind: "information-request" | "mutual-legal-assistance";
                                reference: string | null;
                                /** Format: date-time */
                                endedAt: string;
                                /** Format: date-time */
                                dueAt: string;
                            }[];
                            held: {
                                officer: string;
                                why: string;
                                /** Format: date-time */
                                at: string;
                                id: string;
                                /** @enum {string} */
                                kind: "information-request" | "mutual-legal-assistance";
                                reference: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        /**
         * Change how long
         * @description For who is administrator or liaison-officer or releaser in the unit concerned.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        /** @enum {string} */
                        kind: "information-request" | "mutual-legal-assistance";
                        days: number | null;
                    };
                };
            };
            responses: {
                /** @description Change how long */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            days: {
                                [key: string]: number | null;
                            };
                            dueInAll: number;
                            due: {
                                id: string;
                                /** @enum {string} */
                                kind: "information-request" | "mutual-legal-assistance";
                                reference: string | null;
                                /** Format: date-time */
                                endedAt: string;
                                /** Format: date-time */
                                dueAt: string;
                            }[];
                            held: {
                                officer: string;
                                why: string;
                                /** Format: date-time */
                                at: string;
                                id: string;
                                /** @enum {string} */
                                kind: "information-request" | "mutual-legal-assistance";
                                reference: string | null;
                            }[];
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/cases/weeding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase what was said in exactly the cases that the preview showed
         * @description For who is administrator or liaison-officer or releaser in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        cases: string[];
                    };
                };
            };
            responses: {
                /** @description Erase what was said in exactly the cases that the preview showed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            weeded: number;
                        };
                    };
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/cases/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a case whatever the rule says
         * @description For who is releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Keep a case whatever the rule says */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/cases/{id}/hold/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep it by the rule again
         * @description For who is releaser or liaison-officer or evidence-custodian in the unit concerned.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Keep it by the rule again */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            remedy: string;
            faults?: {
                field: string;
                expected: string;
                phrase: {
                    text: string;
                    values: {
                        [key: string]: string | number | {
                            /** @enum {string} */
                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                            code: string;
                        } | (string | {
                            /** @enum {string} */
                            of: "kind" | "country" | "border" | "region" | "language" | "urgency" | "function" | "phrase";
                            code: string;
                        })[];
                    };
                };
            }[];
            existing?: string;
        };
    };
    responses: {
        /** @description What was wrong and what to do (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
