import { Button, Container, Group, Text, Title } from '@mantine/core';
import { useWords } from '../language/index.js';
import { useSession } from '../sign-in/session.js';
import { Security } from './Security.js';

/** The node asks for more than a password: one of the two is set up before anything else. */
export default function Enrolling() {
  const { t } = useWords();
  const { renew, signOut } = useSession();
  return (
    <Container size="sm" py="xl" component="main">
      <Title order={1}>{t('enrol.title')}</Title>
      <Text c="dimmed" mb="lg">
        {t('enrol.why')}
      </Text>
      <Security onEnrolled={() => void renew()} />
      <Group justify="flex-end">
        <Button variant="subtle" color="gray" onClick={() => void signOut()}>
          {t('sign-out')}
        </Button>
      </Group>
    </Container>
  );
}
